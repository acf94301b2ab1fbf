#include "cli/variables.h"

#include <filesystem>

#include "base/file.h"
#include "cli/dotenv.h"

namespace sqlx::cli {

std::optional<Variables::Found> Variables::find(std::string_view name) {
  if (const std::string* value = environment_.find(name))
    return Found{*value, Origin::kEnvironment};
  const VariableMap& more = dotenv();
  const auto found = more.find(name);
  return found == more.end() ? std::nullopt : std::optional(Found{found->second, Origin::kDotEnv});
}

Lookup Variables::lookup() {
  return [this](std::string_view name) -> std::optional<std::string> {
    std::optional<Found> found = find(name);
    return found ? std::optional(std::move(found->value)) : std::nullopt;
  };
}

// A folder of that name is a Python environment, not ours to read.
const VariableMap& Variables::dotenv() {
  if (dotenv_) return *dotenv_;
  dotenv_.emplace();
  const std::string path = environment_.path_of(kDotEnvFile);
  std::error_code error;
  if (!file_exists(path) || std::filesystem::is_directory(path, error)) return *dotenv_;
  const std::optional<Source> source = read_file(path, diagnostics_);
  if (!source) return *dotenv_;
  if (auto read = read_dotenv(kDotEnvFile, (*source)->text, environment_.variables, diagnostics_))
    dotenv_ = std::move(*read);
  return *dotenv_;
}

}  // namespace sqlx::cli
