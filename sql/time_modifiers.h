// Changes to a moment given as texts, one after the other: '+2 days', 'start of month', '-1 month',
// 'weekday 0'.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// The moment with all modifiers applied; null if one of them is not known or not a literal.
[[nodiscard]] const Expr* apply_modifiers(const Expr* moment, List<const Expr*> modifiers,
                                          Arena& arena);

}  // namespace sqlx::sql
