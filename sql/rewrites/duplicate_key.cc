// ON CONFLICT (key) for a target that only knows ON DUPLICATE KEY, which means any of them. Doing
// nothing is setting a column to itself.
#include <algorithm>

#include <fmt/format.h>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

const Expr* any_column(const Insert& insert, const OnConflict& conflict, const TableInfo* table,
                       Arena& arena) {
  if (!conflict.target.empty() && conflict.target[0]->value->is<Column>())
    return conflict.target[0]->value;
  if (!insert.columns.empty()) return insert.columns[0];
  if (table == nullptr || table->columns.empty()) return nullptr;
  return make_column(arena, exact_name(arena.copy(std::string_view(table->columns[0].name))));
}

// The value that is there; beside rows from a query, the column says whose it is.
const Expr* kept_value(const Expr* column, const Insert& insert, Arena& arena) {
  const auto* plain = column->as<Column>();
  if (plain == nullptr || insert.source == nullptr || insert.source->body->is<Values>())
    return column;
  Column* own = clone(arena, *plain);
  own->path = arena.list(insert.target->name.back(), plain->path.back());
  return own;
}

const Assignment* unchanged(const Expr* column, const Insert& insert, Arena& arena) {
  auto* made = arena.make<Assignment>();
  made->targets = arena.list(column);
  made->value = kept_value(column, insert, arena);
  return made;
}

// DO UPDATE SET a = 1 WHERE b as SET a = CASE WHEN b THEN 1 ELSE a END
const Assignment* where_so(const Assignment& assignment, const Expr* condition,
                           const Insert& insert, Arena& arena) {
  auto* when = arena.make<When>();
  when->condition = condition;
  when->result = assignment.value;
  auto* choice = arena.make<Case>();
  choice->whens = arena.list(static_cast<const When*>(when));
  choice->otherwise = kept_value(assignment.targets[0], insert, arena);
  infer_type(*choice);
  Assignment* made = clone(arena, assignment);
  made->value = choice;
  return made;
}

bool sets_one_by_one(const OnConflict& conflict) {
  return std::all_of(conflict.set.begin(), conflict.set.end(), [](const Assignment* each) {
    return each->targets.size() == 1 && !each->in_parentheses;
  });
}

bool speaks_of(const Node& node, const Table& target) {
  return has_node(node, [&](const Node& each) {
    const auto* table = each.as<Table>();
    return table != nullptr && equal_fold(table->name.back().text, target.name.back().text);
  });
}

// Rows of the target itself are taken from a derived table, so that there is one table of that
// name.
const Query* apart(const Insert& insert, Arena& arena) {
  const bool is_own = insert.source != nullptr && speaks_of(*insert.source, *insert.target);
  return is_own ? select_all_of(arena, *insert.source, "new_rows") : insert.source;
}

}  // namespace

const Node* duplicate_key(const Node* node, const RewriteContext& context) {
  const auto* insert = node->as<Insert>();
  if (insert == nullptr || insert->on_conflict.size() != 1) return node;
  const OnConflict& conflict = *insert->on_conflict[0];
  if (conflict.any_key || conflict.target_where != nullptr ||
      (conflict.where != nullptr && !sets_one_by_one(conflict)))
    return node;
  const TableInfo* table = context.catalog.table(insert->target->name);
  OnConflict* made = clone(context.arena, conflict);
  if (conflict.do_nothing) {
    const Expr* column = any_column(*insert, conflict, table, context.arena);
    if (column == nullptr) return node;
    made->set = context.arena.list(unchanged(column, *insert, context.arena));
    made->do_nothing = false;
  }
  if (conflict.where != nullptr) {
    made->set = map_list(context.arena, conflict.set, [&](const Assignment* each) {
      return where_so(*each, conflict.where, *insert, context.arena);
    });
    made->where = nullptr;
  }
  const bool names_key = !conflict.target.empty() || !conflict.constraint.text.empty();
  if (names_key && table != nullptr && table->keys.size() > 1) {
    context.diagnostics.add(Code::kConditional,
                            fmt::format("`{}` has {} unique keys, and {} looks at all of them",
                                        table->name, table->keys.size(), context.pack.title),
                            context.place(conflict));
  }
  made->any_key = true;
  made->target = {};
  made->constraint = {};
  Insert* copy = clone(context.arena, *insert);
  copy->source = apart(*insert, context.arena);
  copy->on_conflict = context.arena.list(static_cast<const OnConflict*>(made));
  return copy;
}

}  // namespace sqlx::sql
