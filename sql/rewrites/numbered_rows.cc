// NULL for a column that numbers its rows is the next number where AUTO_INCREMENT says so; elsewhere that is DEFAULT.
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"

namespace sqlx::sql {

using wirepacks::Feature;

const Node* numbered_rows(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  if (insert == nullptr || !context.from.has(Feature::kAutoIncrement) || context.pack.has(Feature::kAutoIncrement)) return node;
  return with_values(*insert, context, [&](const Expr* value, const ColumnInfo* column) -> const Expr* {
    const auto* literal = value->as<Literal>();
    const bool is_null = literal != nullptr && literal->literal == LiteralKind::kNull;
    if (!is_null || column == nullptr || !column->automatic) return value;
    auto* made = context.arena.make<DefaultValue>();
    made->begin = value->begin;
    made->end = value->end;
    return made;
  });
}

}  // namespace sqlx::sql
