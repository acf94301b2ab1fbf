// The TypeScript compiler, which watches the application's files and says how each compilation
// ended.
//
// It keeps the whole program in memory, so a change costs a fraction of the first compilation; and
// it writes nothing while there are errors. The files that it watches are the user's and the
// generated ones alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "cli/child_process.h"

namespace sqlx::cli {

class DevCompiler {
 public:
  enum class Mode : bool { kOnce, kWatch };
  enum class News : std::uint8_t { kNone, kBegun, kGood, kErrors, kEnded };

  DevCompiler(std::string folder, VariableMap variables)
      : folder_(std::move(folder)), variables_(std::move(variables)) {}

  bool start(Mode mode, Diagnostics& diagnostics);
  void end();
  [[nodiscard]] bool is_running() const { return child_.has_value(); }
  [[nodiscard]] int output() const { return child_ ? child_->output() : -1; }

  // The last that it said since; of kErrors and kEnded, `diagnostics` get what is wrong.
  News listen(Diagnostics& diagnostics);

 private:
  News take(const std::string& line, Diagnostics& diagnostics);
  void report(Diagnostics& diagnostics);

  std::string folder_;
  VariableMap variables_;
  std::optional<ChildProcess> child_;
  std::vector<std::string> findings_;  // of the compilation that runs
  std::vector<std::string> said_;      // the last lines, for when it ends by itself
};

}  // namespace sqlx::cli
