#include "cli/environment.h"

#include <fmt/format.h>
#include <unistd.h>

namespace sqlx::cli {

const std::string* Environment::find(std::string_view name) const {
  const auto found = variables.find(name);
  return found == variables.end() ? nullptr : &found->second;
}

std::string Environment::path_of(std::string_view file) const {
  return working_directory.empty() ? std::string(file)
                                   : fmt::format("{}/{}", working_directory, file);
}

Environment process_environment() {
  Environment environment;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
    const std::string_view text = *variable;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    environment.variables.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  environment.output_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  environment.error_is_terminal = ::isatty(STDERR_FILENO) == 1;
  return environment;
}

}  // namespace sqlx::cli
