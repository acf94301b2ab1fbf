// a int NOT NULL DEFAULT 1 as a int DEFAULT 1 NOT NULL, for a target where what makes a column's
// values stands before what limits them.
#include <algorithm>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool makes_values(const Constraint* part) {
  return part->constraint == ConstraintKind::kDefault ||
         part->constraint == ConstraintKind::kIdentity ||
         part->constraint == ConstraintKind::kGenerated;
}

}  // namespace

const Node* values_first(const Node* node, const RewriteContext& context) {
  return bottom_up<ColumnDefinition>(node, context, [&](const Node* each) -> const Node* {
    const auto* column = each->as<ColumnDefinition>();
    if (column == nullptr ||
        std::is_partitioned(column->constraints.begin(), column->constraints.end(), makes_values))
      return each;
    std::vector<const Constraint*> parts(column->constraints.begin(), column->constraints.end());
    std::stable_partition(parts.begin(), parts.end(), makes_values);
    ColumnDefinition* made = clone(context.arena, *column);
    made->constraints = context.arena.copy(parts);
    return made;
  });
}

}  // namespace sqlx::sql
