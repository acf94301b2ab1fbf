// Which database a command works on, and who said so.
//
// In this order: --database, the variable DATABASE_URL of the environment, DATABASE_URL in `.env`,
// `database:` in sqlx.yaml. An empty variable counts as unset.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "cli/config.h"
#include "cli/variables.h"

namespace sqlx::cli {

struct DatabaseChoice {
  std::string url;
  std::string origin;  // "--database", "DATABASE_URL in .env": for messages
};

// `option` is the value of --database, if it was given.
[[nodiscard]] std::optional<DatabaseChoice> choose_database(std::optional<std::string_view> option,
                                                            const Config& config,
                                                            Variables& variables,
                                                            Diagnostics& diagnostics);

}  // namespace sqlx::cli
