// Standard output for results that are longer than memory should be: written in blocks, as they are
// made.
#pragma once

#include <string>

#include "base/diagnostic.h"

namespace sqlx::cli {

class Output {
 public:
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  std::string text;  // is appended to

  // After each piece; writes when a block is full.
  void piece_done();

  // All that is there, now.
  void flush();

  // Once it could not be written, nothing more is.
  [[nodiscard]] bool has_failed() const { return diagnostics_.has_errors(); }
  [[nodiscard]] const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

}  // namespace sqlx::cli
