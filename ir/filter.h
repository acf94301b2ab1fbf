// --include and --exclude: which tables of a schema are kept.
#pragma once

#include <span>
#include <string>

#include "ir/schema.h"

namespace sqlx::ir {

// Keeps the tables that some `include` pattern matches (all, if there is none) and no `exclude`
// pattern does, and drops sequences that belong to a dropped column. A pattern with a dot is
// compared with `schema.table`, one without with the table's name. Foreign keys to a dropped table
// stay: they are still true.
void filter_tables(Database& database, std::span<const std::string> include,
                   std::span<const std::string> exclude);

}  // namespace sqlx::ir
