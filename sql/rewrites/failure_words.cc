// INSERT OR ABORT, FAIL and ROLLBACK, and UPDATE OR …, for a target whose statements do as they
// always do when a row is refused: the statement is undone, and nothing else.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

bool is_single_row(const Node& node) {
  const auto* insert = node.as<Insert>();
  const auto* values =
      insert == nullptr || insert->source == nullptr ? nullptr : insert->source->body->as<Values>();
  return values != nullptr && values->rows.size() == 1;
}

template <class T>
const Node* without_action(const T& statement, const RewriteContext& context) {
  const bool rolls_back = statement.action == ConflictAction::kRollback;
  const bool keeps_rows = statement.action == ConflictAction::kFail && !is_single_row(statement);
  if (statement.action != ConflictAction::kAbort && statement.action != ConflictAction::kFail &&
      !rolls_back)
    return &statement;
  if (rolls_back || keeps_rows) {
    context.diagnostics.add(
        Code::kConditional,
        rolls_back ? "where a row is refused, the transaction goes on as it does after any error"
                   : "where a row is refused, the rows before it are not kept",
        context.place(statement));
  }
  T* made = clone(context.arena, statement);
  made->action = ConflictAction::kUnsaid;
  return made;
}

}  // namespace

const Node* failure_words(const Node* node, const RewriteContext& context) {
  if (context.pack.has(Feature::kInsertOr)) return node;
  if (const auto* insert = node->as<Insert>()) return without_action(*insert, context);
  if (const auto* update = node->as<Update>()) return without_action(*update, context);
  return node;
}

}  // namespace sqlx::sql
