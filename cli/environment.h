// The outside world as a value: what a command may know of the process that it runs in.
//
// main reads it once and hands it on; a test makes one up. Whoever asks getenv() instead cannot be
// tested in parallel.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace sqlx::cli {

using VariableMap = std::map<std::string, std::string, std::less<>>;

struct Environment {
  VariableMap variables;
  std::string
      working_directory;  // where sqlx.yaml and .env are looked for; empty: where the process is
  bool output_is_terminal = false;
  bool error_is_terminal = false;

  [[nodiscard]] const std::string* find(std::string_view name) const;

  // A file of the working directory, as a path that can be opened.
  [[nodiscard]] std::string path_of(std::string_view file) const;
};

// That of this process.
[[nodiscard]] Environment process_environment();

}  // namespace sqlx::cli
