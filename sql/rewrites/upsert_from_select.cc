// INSERT … SELECT … FROM a ON CONFLICT: where the parser would take ON for a join's, the SELECT is
// given a WHERE.
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* upsert_from_select(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  if (insert == nullptr || insert->on_conflict.empty() || insert->source == nullptr) return node;
  const Body* last = insert->source->body;
  while (const auto* operation = last->as<SetOperation>()) last = operation->right;
  const auto* select = last->as<Select>();
  const bool is_open = select != nullptr && select->where == nullptr && select->group_by.empty() &&
                       select->having == nullptr && !select->from.empty() &&
                       insert->source->order_by.empty() && insert->source->limit == nullptr;
  if (!is_open) return node;
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    if (each != select) return each;
    Select* made = clone(context.arena, *select);
    made->where = boolean_literal(context.arena, true);
    return made;
  });
}

}  // namespace sqlx::sql
