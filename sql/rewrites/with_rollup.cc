// GROUP BY ROLLUP (a, b) for a target that says GROUP BY a, b WITH ROLLUP.
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* with_rollup(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    const auto* grouping = select != nullptr && select->group_by.size() == 1 ? select->group_by[0]->as<Grouping>() : nullptr;
    if (grouping == nullptr || grouping->grouping != GroupingKind::kRollup) return each;
    Select* made = clone(context.arena, *select);
    made->group_by = grouping->items;
    made->with_rollup = true;
    return made;
  });
}

}  // namespace sqlx::sql
