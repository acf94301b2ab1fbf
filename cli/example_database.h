// The database of who has none yet: a file with a small schema, so that the first five minutes need
// no server.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"

namespace sqlx::cli {

struct DatabaseFile {
  std::string bytes;
  std::string version;  // of the engine that made it
};

// A whole database, made by running a script.
[[nodiscard]] std::optional<DatabaseFile> database_file(const std::string& script,
                                                        Diagnostics& diagnostics);

}  // namespace sqlx::cli
