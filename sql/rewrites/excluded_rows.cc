// The row that an upsert tried to insert, as a table of its own: proposed(a) is excluded.a.
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* excluded_rows(const Node* node, const RewriteContext& context) {
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    const auto* column = call != nullptr && call->meaning == Meaning::kProposed
                             ? call->arguments[0]->as<Column>()
                             : nullptr;
    if (column == nullptr) return each;
    Column* made = clone(context.arena, *column);
    made->path = context.arena.list(Name{"excluded"}, column->path.back());
    return made;
  });
}

}  // namespace sqlx::sql
