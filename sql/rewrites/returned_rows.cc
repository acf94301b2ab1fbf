// UPDATE … RETURNING for a target that returns nothing from it: the rows are read behind the
// change, by the same condition.
//
//   UPDATE t SET a = 1 WHERE b = 2 RETURNING a, b   as   UPDATE t SET a = 1 WHERE b = 2; SELECT a,
//   b FROM t WHERE b = 2
//
// That finds the same rows only if the condition reads nothing that was set, nothing of other
// tables, and nothing that passes or is drawn by lot. Any other RETURNING stays, and is refused.
#include <algorithm>

#include "base/text.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/passing.h"

namespace sqlx::sql {
namespace {

bool sets(const Update& update, const Column& column) {
  return std::any_of(update.set.begin(), update.set.end(), [&](const Assignment* each) {
    return std::any_of(each->targets.begin(), each->targets.end(), [&](const Expr* target) {
      const auto* set = target->as<Column>();
      return set == nullptr || equal_fold(set->path.back().text, column.path.back().text);
    });
  });
}

bool finds_the_same(const Update& update) {
  const auto is_set = [&](const Node& node) {
    return node.is<Column>() && sets(update, *node.as<Column>());
  };
  return is_lasting(update.where) && (update.where == nullptr || !has_node(*update.where, is_set));
}

bool is_plain(const Update& update) {
  return update.tables.size() == 1 && update.tables[0]->is<Table>() && update.from.empty() &&
         update.with == nullptr && update.limit == nullptr && update.order_by.empty() &&
         update.action == ConflictAction::kUnsaid;
}

}  // namespace

const Node* returned_rows(const Node* node, const RewriteContext& context) {
  const auto* update = node->as<Update>();
  if (update == nullptr || update->returning.empty() ||
      context.pack.has(wirepacks::Feature::kUpdateReturning))
    return node;
  if (!is_plain(*update) || !finds_the_same(*update)) return node;
  Select* rows = make_select(context.arena, {}, update->tables, update->where);
  rows->items = update->returning;
  context.after.push_back(make_query(context.arena, rows));
  Update* made = clone(context.arena, *update);
  made->returning = {};
  return made;
}

}  // namespace sqlx::sql
