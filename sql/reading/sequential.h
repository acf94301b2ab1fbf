// Assignments that see those before them (SET a = a + 1, b = a) and assignments that all see the
// row as it was.
//
// In the middle all see the row as it was: what an earlier assignment has put into a column is
// written out where a later one reads it.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

[[nodiscard]] List<const Assignment*> simultaneous(List<const Assignment*> set, Arena& arena);

// In an order in which none reads a column that one before it has changed; empty if there is no
// such order.
[[nodiscard]] std::vector<const Assignment*> sequential(List<const Assignment*> set);

}  // namespace sqlx::sql
