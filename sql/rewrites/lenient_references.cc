// ON DELETE RESTRICT as NO ACTION, for a target without the first: both refuse, and where
// constraints are not deferred at the same moment.
#include "sql/build.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/reference_actions.h"

namespace sqlx::sql {

const Node* lenient_references(const Node* node, const RewriteContext& context) {
  return bottom_up<Constraint>(node, context, [&](const Node* each) -> const Node* {
    const auto* key = each->as<Constraint>();
    if (key == nullptr || (key->on_delete != ReferenceAction::kRestrict &&
                           key->on_update != ReferenceAction::kRestrict))
      return each;
    Constraint* made = clone(context.arena, *key);
    if (made->on_delete == ReferenceAction::kRestrict) made->on_delete = ReferenceAction::kNoAction;
    if (made->on_update == ReferenceAction::kRestrict) made->on_update = ReferenceAction::kNoAction;
    return made;
  });
}

}  // namespace sqlx::sql
