// The generated server as `sqlx dev` runs it: started, exchanged for a newer one, ended.
//
// A newer one is tried at another port first. Only when it has come up there, the one that serves is exchanged; so a change that does not even start
// leaves the last good server where it is.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "cli/child_process.h"

namespace sqlx::cli {

class DevServer {
 public:
  struct Address {
    std::string host;
    std::uint16_t port = 0;
  };
  using Interrupted = std::function<bool()>;                    // whether somebody wants an end; it waits a moment
  using Tell = std::function<void(const std::string& line)>;  // what the server says

  DevServer(std::string folder, Address address, Interrupted interrupted, Tell tell)
      : folder_(std::move(folder)), address_(std::move(address)), interrupted_(std::move(interrupted)), tell_(std::move(tell)) {}

  // With the compiled application as it is now. False, and errors, if it does not come up; then what served before still does.
  bool exchange(VariableMap variables, Diagnostics& diagnostics);

  // Shows what it says; false, and an error, once it has ended by itself.
  bool look_after(Diagnostics& diagnostics);

  [[nodiscard]] bool is_up() const { return child_.has_value(); }
  [[nodiscard]] int output() const { return child_ ? child_->output() : -1; }
  void end();

 private:
  [[nodiscard]] std::optional<ChildProcess> come_up(VariableMap variables, std::uint16_t port, Diagnostics& diagnostics);

  std::string folder_;
  Address address_;
  Interrupted interrupted_;
  Tell tell_;
  std::optional<ChildProcess> child_;
};

}  // namespace sqlx::cli
