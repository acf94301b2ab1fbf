// row_number() OVER (PARTITION BY … ORDER BY …), by which rewrites pick rows out of groups.
#pragma once

#include "sql/ast/ast.h"

namespace sqlx::sql {

[[nodiscard]] inline const Expr* row_number(List<const Expr*> partition_by,
                                            List<const OrderItem*> order_by, Arena& arena) {
  auto* window = arena.make<Window>();
  window->partition_by = partition_by;
  window->order_by = order_by;
  auto* call = arena.make<Call>();
  call->meaning = Meaning::kRowNumber;
  call->over = window;
  call->type = TypeClass::kInteger;
  call->nullable = false;
  return call;
}

}  // namespace sqlx::sql
