// DROP of several things as several statements, and without the words that the target does not
// have.
#include <algorithm>

#include <fmt/format.h>

#include "sql/rewrites/index_names.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const Table* renamed_index(const Drop& drop, const RewriteContext& context) {
  Table* made = clone(context.arena, *drop.names[0]);
  made->name =
      context.arena.list(index_name(drop.on->name.back(), drop.names[0]->name.back(), context));
  return made;
}

// An index that is known by its table elsewhere has a name of its own.
void fit_index(Drop& drop, const RewriteContext& context) {
  if (drop.object != ObjectKind::kIndex) return;
  if (context.pack.has(Feature::kDropIndexOn) && drop.on == nullptr) {
    context.diagnostics.add(Code::kNoTranslation,
                            fmt::format("{} has to know the table of the index `{}`",
                                        context.pack.title, drop.names[0]->name.back().text),
                            context.place(drop));
  }
  if (context.pack.has(Feature::kDropIndexOn) || drop.on == nullptr) return;
  drop.names = context.arena.list(renamed_index(drop, context));
  drop.on = nullptr;
}

Drop* step(const Drop& drop, const Table* name, const RewriteContext& context) {
  Drop* made = clone(context.arena, drop);
  made->names = context.arena.list(name);
  made->temporary = false;
  made->concurrently = false;
  if (!context.pack.has(Feature::kDropCascade)) made->behavior = DropBehavior::kUnsaid;
  fit_index(*made, context);
  return made;
}

}  // namespace

const Node* drop_steps(const Node* node, const RewriteContext& context) {
  const auto* drop = node->as<Drop>();
  if (drop == nullptr || drop->names.empty() || context.from.family == context.pack.family)
    return node;
  const auto stands_alone = [&](const Table* name) {
    return drop->object == ObjectKind::kTable && context.catalog.stands_alone(name->name);
  };
  const bool is_alone = std::all_of(drop->names.begin(), drop->names.end(), stands_alone);
  if (drop->behavior == DropBehavior::kCascade && !context.pack.has(Feature::kDropCascade) &&
      !is_alone) {
    context.diagnostics.add(Code::kConditional,
                            fmt::format("{} drops nothing that depends on it", context.pack.title),
                            context.place(*drop));
  }
  for (const Table* name : drop->names) context.before.push_back(step(*drop, name, context));
  return nullptr;
}

}  // namespace sqlx::sql
