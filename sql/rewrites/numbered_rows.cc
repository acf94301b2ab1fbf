// NULL for a column that numbers its rows is the next number where AUTO_INCREMENT says so, and 0 in
// some dialects; elsewhere that is DEFAULT.
#include "sql/build.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_values.h"

namespace sqlx::sql {

using wirepacks::Feature;

const Node* numbered_rows(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  const bool zero_numbers =
      context.from.has(Feature::kZeroNumbersRows) && !context.pack.has(Feature::kZeroNumbersRows);
  const bool null_numbers =
      context.from.has(Feature::kAutoIncrement) && !context.pack.has(Feature::kAutoIncrement);
  if (insert == nullptr || (!zero_numbers && !null_numbers)) return node;
  return with_values(
      *insert, context, [&](const Expr* value, const ColumnInfo* column) -> const Expr* {
        const auto* literal = value->as<Literal>();
        const bool is_null = literal != nullptr && literal->literal == LiteralKind::kNull;
        const bool is_zero = zero_numbers && literal != nullptr &&
                             literal->literal == LiteralKind::kInteger && literal->text == "0";
        if ((!is_null && !is_zero) || column == nullptr || !column->automatic) return value;
        if (!null_numbers) return null_literal(context.arena);
        auto* made = context.arena.make<DefaultValue>();
        made->begin = value->begin;
        made->end = value->end;
        return made;
      });
}

}  // namespace sqlx::sql
