// Which groups a target can say as GROUP BY a, b WITH ROLLUP; all others are grouping_sets'
// business.
#pragma once

#include "sql/find.h"

namespace sqlx::sql {

// A single ROLLUP whose rows are not sorted, and that does not ask for grouping(a): sorting what
// WITH ROLLUP gives is refused by such targets, or means another thing.
[[nodiscard]] inline bool is_plain_rollup(const Query& query, const Select& select) {
  const auto* grouping = select.group_by.size() == 1 ? select.group_by[0]->as<Grouping>() : nullptr;
  if (grouping == nullptr || grouping->grouping != GroupingKind::kRollup || !query.order_by.empty())
    return false;
  return !has_node(select, [](const Node& each) {
    return each.is<Call>() && each.as<Call>()->meaning == Meaning::kGrouping;
  });
}

}  // namespace sqlx::sql
