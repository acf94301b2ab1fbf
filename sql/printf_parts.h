// printf('%s: %05.1f', a, b) as what it joins: concat(text of a, ': ', b with a place behind the
// point, filled with zeros).
//
// The rules are SQLite's: NULL shows as nothing or as 0. A format that is no literal, and flags
// that have no counterpart in the middle, stay a `printf` that only its own dialect can say.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// Null if it cannot be taken apart.
[[nodiscard]] const Expr* printf_parts(const Call& call, Arena& arena);

}  // namespace sqlx::sql
