// REFERENCES a (id) ON DELETE CASCADE, for a target whose foreign keys do nothing but refuse: the
// action is left out, and told.
#include "sql/build.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/reference_actions.h"

namespace sqlx::sql {

const Node* plain_references(const Node* node, const RewriteContext& context) {
  return bottom_up<Constraint>(node, context, [&](const Node* each) -> const Node* {
    const auto* key = each->as<Constraint>();
    if (key == nullptr || (only_refuses(key->on_delete) && only_refuses(key->on_update)))
      return each;
    Constraint* made = clone(context.arena, *key);
    leave_out(made->on_delete, "DELETE", *key, context);
    leave_out(made->on_update, "UPDATE", *key, context);
    made->on_delete_columns = {};
    return made;
  });
}

}  // namespace sqlx::sql
