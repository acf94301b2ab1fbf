// The order in which rows usually lie, for a dialect that shows any row of a group and so, nearly
// always, the first.
#pragma once

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// The primary key of the only table in FROM; nothing if that is not known.
[[nodiscard]] List<const OrderItem*> row_order(const Select& select, const RewriteContext& context);

// The first value of `column` in such an order: (ARRAY_AGG(column ORDER BY …))[1]. Without one, or
// for a target without arrays, any.
[[nodiscard]] const Expr* first_value_of(const Expr& column, List<const OrderItem*> order,
                                         const RewriteContext& context);

}  // namespace sqlx::sql
