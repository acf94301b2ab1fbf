// What a command reads that may be longer than memory: a file, standard input, or a text of the
// command line.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "sql/script/input_window.h"

namespace sqlx::cli {

class Input {
 public:
  // Nothing, and an error, if the file cannot be opened; "-" is standard input.
  static std::optional<Input> open(const std::string& path, Diagnostics& diagnostics);
  static Input of_text(std::string text);

  [[nodiscard]] const std::string& name() const { return name_; }  // as messages call it

  // Sets it to its beginning, so that it can be read again; false where that cannot be, as with a
  // pipe.
  [[nodiscard]] bool rewind();

  // Reads it, once. `before_waiting` is called each time before more is asked for, so that what was
  // made of the earlier input can be shown.
  [[nodiscard]] sql::InputWindow::Fill fill(std::function<void()> before_waiting,
                                            Diagnostics& diagnostics);

 private:
  struct Close {
    void operator()(const int* descriptor) const;
  };

  std::string name_;
  std::string text_;
  std::unique_ptr<const int, Close> file_;  // null: the text
};

}  // namespace sqlx::cli
