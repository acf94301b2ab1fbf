// SQL text as the catalog gives it, made independent of the database's name and of the server's
// ways.
//
// MySQL writes every table of a view as `shop`.`orders`, where `shop` is the database; the same
// schema loaded into another database must give the same IR, so the qualifier goes where it names
// the database that was chosen. It is found by walking tokens: strings, quoted names and comments
// that happen to hold the same letters stay as they are.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ir/schema.h"

namespace sqlx::introspect::mysql {

struct QualifiedText {
  std::string sql;
  std::vector<ir::ObjectName> references;  // what was named with its database; `schema` as written
  std::vector<std::string> calls;  // names without one before a parenthesis: functions, perhaps
};

// Removes `database.` where an object follows. `is_object` says whether a database has a table,
// sequence or routine of a name: without it, an alias that is spelt like the database could not be
// told from the database.
[[nodiscard]] QualifiedText remove_qualifier(
    std::string_view sql, std::string_view database,
    const std::function<bool(const ir::ObjectName&)>& is_object);

// _utf8mb4\'it\\\'s\' → _utf8mb4'it\'s': MySQL 8 shows expressions as if they stood in a string.
[[nodiscard]] std::string unescape(std::string_view text);

// A name in backticks, and a string that means the same with and without backslash escapes.
[[nodiscard]] std::string quote_name(std::string_view name);
[[nodiscard]] std::string quote_string(std::string_view text);

}  // namespace sqlx::introspect::mysql
