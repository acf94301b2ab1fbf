// The forms that `sqlx introspect --format` prints a schema in: one table, one function each.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/config.h"
#include "cli/environment.h"
#include "ir/schema.h"

namespace sqlx::cli {

struct Subject {
  const ir::Database& database;
  const Config& config;
  const Environment& environment;
};

[[nodiscard]] std::vector<std::string> schema_formats();

// `format` is one of those. Nothing to print, and errors, if it cannot be done.
[[nodiscard]] std::string print_schema(std::string_view format, const Subject& subject,
                                       Diagnostics& diagnostics);

}  // namespace sqlx::cli
