// SET a.x = 1 as SET x = 1, for a target whose assignments name columns of the one table they
// change.
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

const Expr* unqualified(const Expr* target, Arena& arena) {
  const auto* column = target->as<Column>();
  if (column == nullptr || column->path.size() < 2) return target;
  Column* made = clone(arena, *column);
  made->path = arena.list(column->path.back());
  return made;
}

}  // namespace

const Node* plain_targets(const Node* node, const RewriteContext& context) {
  return bottom_up<Assignment>(node, context, [&](const Node* each) -> const Node* {
    const auto* assignment = each->as<Assignment>();
    if (assignment == nullptr) return each;
    Assignment* made = clone(context.arena, *assignment);
    std::vector<const Expr*> targets;
    for (const Expr* target : assignment->targets)
      targets.push_back(unqualified(target, context.arena));
    made->targets = context.arena.copy(targets);
    return made;
  });
}

}  // namespace sqlx::sql
