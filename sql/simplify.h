// Small truths about meanings that keep translations readable: nullif(2, 0) is 2, a JSON path of a
// JSON path is one path, an interval that is added is added unit by unit. Applied where a call is
// made, so that patterns see one form.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// The same value in its usual form; typed.
[[nodiscard]] const Expr* simplify(const Expr* expression, Arena& arena);

// 1 + 2 * 3 as the number that it is; anything but sums and products of small whole numbers stays.
// Null stays null.
[[nodiscard]] const Expr* folded_number(const Expr* expression, Arena& arena);

}  // namespace sqlx::sql
