// FIELD, ELT and INTERVAL, which choose among their arguments, as CASE for a target that has no
// such functions.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// `call`: of field, elt or interval_index.
[[nodiscard]] const Expr* as_case(const Call& call, Arena& arena);

}  // namespace sqlx::sql
