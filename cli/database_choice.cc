#include "cli/database_choice.h"

#include <fmt/format.h>

namespace sqlx::cli {
namespace {

constexpr std::string_view kVariable = "DATABASE_URL";

}  // namespace

std::optional<DatabaseChoice> choose_database(std::optional<std::string_view> option,
                                              const Config& config, Variables& variables,
                                              Diagnostics& diagnostics) {
  if (option) return DatabaseChoice{std::string(*option), "--database"};
  const auto variable = variables.find(kVariable);
  if (diagnostics.has_errors()) return std::nullopt;  // .env is wrong, and may hold the answer
  if (variable && !variable->value.empty()) {
    const bool in_file = variable->origin == Variables::Origin::kDotEnv;
    return DatabaseChoice{variable->value, in_file ? fmt::format("{} in {}", kVariable, kDotEnvFile)
                                                   : std::string(kVariable)};
  }
  if (config.database) {
    auto url = expanded(*config.database, variables.lookup(), diagnostics);
    if (!url) return std::nullopt;
    return DatabaseChoice{std::move(*url), fmt::format("`database` in {}", kConfigFile)};
  }
  diagnostics.add(
      Code::kNoDatabase, "no database was named", {},
      fmt::format("say --database URL, or write {}=URL into {}, or `database: URL` into {}",
                  kVariable, kDotEnvFile, kConfigFile));
  return std::nullopt;
}

}  // namespace sqlx::cli
