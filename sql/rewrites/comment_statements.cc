// COMMENT ON for a target that says it otherwise: a table's as ALTER TABLE … COMMENT. A column's
// would need the whole column there, so that it is lost with a word; where nobody keeps comments,
// they are gone without one, since no query could see them.
#include <fmt/format.h>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const Node* with_comment(const Comment& comment, Arena& arena) {
  auto* option = arena.make<Option>();
  option->name = "comment";
  option->value = comment.text->type == TypeClass::kNull ? string_literal(arena, "") : comment.text;
  auto* action = arena.make<AlterAction>();
  action->action = AlterKind::kOptions;
  action->options = arena.list(static_cast<const Option*>(option));
  auto* made = arena.make<AlterTable>();
  made->table = make_table(arena, comment.name);
  made->actions = arena.list(static_cast<const AlterAction*>(action));
  return made;
}

}  // namespace

const Node* comment_statements(const Node* node, const RewriteContext& context) {
  const auto* comment = node->as<Comment>();
  if (comment == nullptr || context.pack.has(Feature::kCommentOn)) return node;
  if (!context.pack.has(Feature::kInlineComments)) return nullptr;
  if (comment->object == ObjectKind::kTable) return with_comment(*comment, context.arena);
  if (comment->object == ObjectKind::kColumn) {
    context.diagnostics.add(
        Code::kLossy,
        fmt::format("{} takes the comment on a column only with the whole column: `{}` has none",
                    context.pack.title, comment->name.back().text),
        context.place(*comment));
  }
  return nullptr;
}

}  // namespace sqlx::sql
