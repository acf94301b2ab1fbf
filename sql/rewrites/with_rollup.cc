// GROUP BY ROLLUP (a, b) for a target that says GROUP BY a, b WITH ROLLUP.
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

// Sorting what WITH ROLLUP gives is refused by such targets, or means another thing.
bool sorts(const Node& node) {
  const auto* query = node.as<Query>();
  return query != nullptr && !query->order_by.empty();
}

const Node* rewritten(const Node* node, const RewriteContext& context) {
  if (sorts(*node)) return node;
  const auto* query = node->as<Query>();
  const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
  const auto* grouping = select != nullptr && select->group_by.size() == 1 ? select->group_by[0]->as<Grouping>() : nullptr;
  if (grouping == nullptr || grouping->grouping != GroupingKind::kRollup) return node;
  Select* made = clone(context.arena, *select);
  made->group_by = grouping->items;
  made->with_rollup = true;
  Query* whole = clone(context.arena, *query);
  whole->body = made;
  return whole;
}

}  // namespace

const Node* with_rollup(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) { return rewritten(each, context); });
}

}  // namespace sqlx::sql
