// The generated server as `sqlx dev` runs it: started, exchanged for a newer one, ended.
//
// The address is listened at here, by one socket that every server inherits, as systemd has it. So
// a newer one is started beside the one that serves, which ends only when the newer one says that
// it is up: nobody's request is refused, and a change that does not even start leaves the last good
// server where it is.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "cli/child_process.h"
#include "cli/dev_channel.h"
#include "cli/ports.h"

namespace sqlx::cli {

class DevServer {
 public:
  // Waits until one of the descriptors has something to say, or a moment: whether somebody wants an
  // end.
  using Interrupted = std::function<bool(std::initializer_list<int>)>;
  using Tell = std::function<void(const std::string& line)>;  // what the server says

  DevServer(std::string folder, Listener listener, Interrupted interrupted, Tell tell)
      : folder_(std::move(folder)),
        listener_(std::move(listener)),
        interrupted_(std::move(interrupted)),
        tell_(std::move(tell)) {}

  // With the compiled application as it is now. False, and errors, if it does not come up; then
  // what served before still does.
  bool exchange(VariableMap variables, Diagnostics& diagnostics);

  // Shows what it says; false, and an error, once it has ended by itself.
  bool look_after(Diagnostics& diagnostics);

  // What is wrong, for whoever looks at its pages; empty: nothing. Where no server is up, whoever
  // asks for a page is told so from here.
  void show(const std::string& troubles, const std::string& state);

  [[nodiscard]] bool is_up() const { return served_.has_value(); }
  [[nodiscard]] int output() const {
    return served_ ? served_->child.output() : listener_.descriptor();
  }  // for poll()
  void end();

 private:
  struct Served {
    ChildProcess child;
    DevChannel channel;
    std::string shown;
  };

  [[nodiscard]] std::optional<Served> start(VariableMap variables, Diagnostics& diagnostics) const;
  [[nodiscard]] bool comes_up(Served& served, Diagnostics& diagnostics) const;

  std::string folder_;
  Listener listener_;
  Interrupted interrupted_;
  Tell tell_;
  std::optional<Served> served_;
};

}  // namespace sqlx::cli
