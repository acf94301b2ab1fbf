// A program that runs beside this one: its lines of output, and its end.
//
// It leads a process group of its own, so that what it starts ends with it; and it is told to end
// when this program dies, however that happens. Input is empty; output and errors come together,
// line by line.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "cli/environment.h"

namespace sqlx::cli {

struct ChildCommand {
  std::vector<std::string> words;  // the first is looked up in PATH
  std::string folder;              // where it runs; empty: here
  VariableMap variables;           // its whole environment
  std::vector<int> inherited;      // descriptors that are its 3, 4, …
};

class ChildProcess {
 public:
  // Nothing, and kToolMissing, if there is no such program.
  static std::optional<ChildProcess> start(const ChildCommand& command, Diagnostics& diagnostics);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&& other) noexcept;
  ~ChildProcess();  // ends it, at once

  [[nodiscard]] int output() const { return output_; }  // for poll(); -1 when it has said all

  // What it has said since, without waiting; an unfinished line waits for its end.
  [[nodiscard]] std::vector<std::string> read_lines();

  // Once it has ended: its exit code, or 128 and the signal.
  [[nodiscard]] std::optional<int> exit_code();

  // Asks it to end, and sees to it when the time is up.
  void end(std::chrono::milliseconds patience);

 private:
  ChildProcess(pid_t process, int output) : process_(process), output_(output) {}
  void close_output();

  pid_t process_ = -1;
  int output_ = -1;
  std::string unfinished_;
  std::optional<int> exit_code_;
};

}  // namespace sqlx::cli
