// What tells the rows of a table apart: its primary key, or the address that the target gives to
// every row.
#pragma once

#include <string_view>
#include <vector>

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// The plain table of that name among joined ones; null if there is none.
[[nodiscard]] const Table* find_table(const TableRef& tables, std::string_view name);

// The columns of the key, each with its table in front; none if the key is not known.
[[nodiscard]] std::vector<const Expr*> key_of(const Table& table, const RewriteContext& context);

// key IN (query)
[[nodiscard]] const Expr* is_among(const std::vector<const Expr*>& key, const Query* query,
                                   Arena& arena);

}  // namespace sqlx::sql
