// GROUP BY ROLLUP (a, b) for a target that says GROUP BY a, b WITH ROLLUP. What is sorted, or asks
// for grouping(a), is left to grouping_sets.
#include "sql/rewrites/list.h"
#include "sql/rewrites/rollups.h"

namespace sqlx::sql {
namespace {

const Node* rewritten(const Node* node, const RewriteContext& context) {
  const auto* query = node->as<Query>();
  const auto* select = query == nullptr ? nullptr : query->body->as<Select>();
  if (select == nullptr || !is_plain_rollup(*query, *select)) return node;
  Select* made = clone(context.arena, *select);
  made->group_by = select->group_by[0]->as<Grouping>()->items;
  made->with_rollup = true;
  Query* whole = clone(context.arena, *query);
  whole->body = made;
  return whole;
}

}  // namespace

const Node* with_rollup(const Node* node, const RewriteContext& context) {
  return bottom_up<Query>(node, context,
                          [&](const Node* each) { return rewritten(each, context); });
}

}  // namespace sqlx::sql
