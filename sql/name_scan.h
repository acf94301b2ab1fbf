// The names that a piece of SQL speaks of, without understanding it: good enough to tell what has
// to be there before it.
#pragma once

#include <string_view>
#include <vector>

#include "ir/schema.h"

namespace sqlx::sql {

// Every word or quoted name of `sql`, with the word before its dot as schema: `CREATE CAST
// (shop.price AS "Text")` gives CREATE, CAST, shop.price, AS and Text. Strings are skipped.
[[nodiscard]] std::vector<ir::ObjectName> names_in(std::string_view sql, char identifier_quote);

}  // namespace sqlx::sql
