// VALUES … ORDER BY and LIMIT, for a target that has them behind SELECT only: SELECT * FROM (VALUES
// …) ORDER BY.
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* sorted_values(const Node* node, const RewriteContext& context) {
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const bool is_plain = query == nullptr || (query->order_by.empty() && query->limit == nullptr &&
                                               query->offset == nullptr);
    if (is_plain || !query->body->is<Values>()) return each;
    Query* made = clone(context.arena, *query);
    made->body =
        select_all_of(context.arena, *make_query(context.arena, query->body), "listed_rows")->body;
    return made;
  });
}

}  // namespace sqlx::sql
