// Diagnostics of a run that may have millions of them: told as they come, the first of each code,
// and counted.
#pragma once

#include <map>

#include "base/diagnostic.h"
#include "cli/context.h"

namespace sqlx::cli {

class Teller {
 public:
  explicit Teller(const Context& context) : context_(context) {}

  void tell(const Diagnostics& diagnostics);

  // How many of each code were left untold.
  void finish() const;

  // That of the first error.
  [[nodiscard]] ExitCode exit_code() const { return exit_code_; }

 private:
  const Context& context_;
  std::map<Code, std::size_t> counts_;
  ExitCode exit_code_ = kExitDone;
};

}  // namespace sqlx::cli
