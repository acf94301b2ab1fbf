// DELETE FROM a USING b WHERE c, for a target that deletes from one table only: DELETE FROM a WHERE
// EXISTS (SELECT 1 FROM b WHERE c).
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* delete_where_exists(const Node* node, const RewriteContext& context) {
  const auto* statement = node->as<Delete>();
  if (statement == nullptr || statement->target == nullptr || statement->from.empty()) return node;
  Delete* made = clone(context.arena, *statement);
  made->from = {};
  made->where = make_exists(context.arena, statement->from, statement->where);
  return made;
}

}  // namespace sqlx::sql
