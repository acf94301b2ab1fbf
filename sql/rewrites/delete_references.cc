// REFERENCES a (id) ON DELETE CASCADE ON UPDATE RESTRICT, for a target that says only what a DELETE
// does, and only if that is not to refuse.
#include "sql/build.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/reference_actions.h"

namespace sqlx::sql {

const Node* delete_references(const Node* node, const RewriteContext& context) {
  return bottom_up<Constraint>(node, context, [&](const Node* each) -> const Node* {
    const auto* key = each->as<Constraint>();
    if (key == nullptr ||
        (key->on_delete == ReferenceAction::kUnsaid && key->on_update == ReferenceAction::kUnsaid))
      return each;
    Constraint* made = clone(context.arena, *key);
    if (only_refuses(made->on_delete)) made->on_delete = ReferenceAction::kUnsaid;
    leave_out(made->on_update, "UPDATE", *key, context);
    return made;
  });
}

}  // namespace sqlx::sql
