// What ALTER TABLE says of a column for a target that knows only its new type: other changes, and
// other names, are refused.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* retyped_columns(const Node* node, const RewriteContext& context) {
  const auto* alter = node->as<AlterTable>();
  if (alter == nullptr) return node;
  for (const AlterAction* action : alter->actions) {
    switch (action->action) {
      case AlterKind::kSetDefault:
      case AlterKind::kDropDefault:
      case AlterKind::kSetNotNull:
      case AlterKind::kDropNotNull:
      case AlterKind::kRename:
        context.diagnostics.add(Code::kFeatureMissing,
                                fmt::format("{} has no ALTER TABLE … {}", context.pack.title,
                                            upper(to_string(action->action))),
                                context.place(*action), "say it in the words of its own, by hand");
        break;
      default: break;
    }
  }
  return node;
}

}  // namespace sqlx::sql
