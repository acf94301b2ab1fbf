// RENAME TABLE a TO b, c TO d as one ALTER TABLE for each.
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* rename_tables(const Node* node, const RewriteContext& context) {
  const auto* rename = node->as<Rename>();
  if (rename == nullptr || context.pack.has(wirepacks::Feature::kRenameTable)) return node;
  for (std::size_t i = 0; i < rename->from.size(); ++i) {
    auto* action = context.arena.make<AlterAction>();
    action->action = AlterKind::kRename;
    action->new_name = rename->to[i]->name.back();
    auto* alter = context.arena.make<AlterTable>();
    alter->table = rename->from[i];
    alter->actions = context.arena.list(static_cast<const AlterAction*>(action));
    context.before.push_back(alter);
  }
  return nullptr;
}

}  // namespace sqlx::sql
