// FROM generate_series(1, 5) AS n as … AS n(n), for a target where the name of a function in FROM names no column.
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* function_columns(const Node* node, const RewriteContext& context) {
  return bottom_up<TableFunction>(node, context, [&](const Node* each) -> const Node* {
    const auto* function = each->as<TableFunction>();
    const bool is_bare = function != nullptr && function->columns.empty() && !function->alias.text.empty();
    if (!is_bare || function->calls.size() != 1 || function->with_ordinality) return each;
    const auto* call = function->calls[0]->as<Call>();
    if (call == nullptr || (call->meaning != Meaning::kGenerateSeries && call->meaning != Meaning::kUnnest)) return each;
    TableFunction* made = clone(context.arena, *function);
    made->columns = context.arena.list(function->alias);
    return made;
  });
}

}  // namespace sqlx::sql
