// Changes inside WITH, for a target that has only queries there.
//
//   WITH a AS (INSERT INTO t … RETURNING id, n) SELECT n FROM a          as   INSERT INTO t …
//   RETURNING n WITH a AS (DELETE FROM t WHERE … RETURNING *) INSERT INTO u SELECT * FROM a
//                                                                        as   WITH a AS (SELECT *
//                                                                        FROM t WHERE …) INSERT
//                                                                        INTO u …; DELETE FROM t
//                                                                        WHERE …
//
// The second way holds as long as the condition finds the same rows again. Anything else stays, and
// is refused.
#include <algorithm>

#include "base/text.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/passing.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

const CommonTable* only_table(const With* with) {
  return with != nullptr && with->tables.size() == 1 ? with->tables[0] : nullptr;
}

// SELECT columns FROM the table of WITH, and nothing else.
const Select* plain_select(const Query& query, const CommonTable& table) {
  const auto* select = query.body->as<Select>();
  const bool is_whole = select != nullptr && query.order_by.empty() && query.limit == nullptr &&
                        query.offset == nullptr && select->where == nullptr &&
                        select->group_by.empty() && select->having == nullptr &&
                        !select->distinct && select->from.size() == 1;
  return is_whole && is_table_named(*select->from[0], table.name) ? select : nullptr;
}

const SelectItem* returned(List<const SelectItem*> items, const Name& name) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const SelectItem* item) {
    return equal_fold(name_of(*item).text, name.text);
  });
  return found == items.end() ? nullptr : *found;
}

// What the change itself returns for the query around it; nothing if that is more than columns.
std::vector<const SelectItem*> returned_for(const Select& select, List<const SelectItem*> returning,
                                            Arena& arena) {
  std::vector<const SelectItem*> items;
  for (const SelectItem* item : select.items) {
    const auto* column = item->value->as<Column>();
    if (item->value->is<Star>()) {
      items.insert(items.end(), returning.begin(), returning.end());
      continue;
    }
    const SelectItem* one = column == nullptr ? nullptr : returned(returning, column->path.back());
    if (one == nullptr) return {};
    items.push_back(make_item(arena, one->value, name_of(*item)));
  }
  return items;
}

template <class T>
const Node* alone(const T& change, const Query& query, const CommonTable& table, Arena& arena) {
  const Select* select = plain_select(query, table);
  if (select == nullptr || !table.columns.empty() || change.with != nullptr) return &query;
  const auto items = returned_for(*select, change.returning, arena);
  if (items.empty()) return &query;
  T* made = clone(arena, change);
  made->returning = arena.copy(items);
  return made;
}

// The rows that will be deleted, and the statement behind that deletes them.
template <class T>
const Node* read_first(const T& statement, const CommonTable& table, const Delete& change,
                       const RewriteContext& context) {
  Arena& arena = context.arena;
  const bool is_plain = change.target != nullptr && change.from.empty() && change.with == nullptr &&
                        change.limit == nullptr && !change.returning.empty();
  if (!is_plain || !is_lasting(change.where)) return &statement;
  Select* rows =
      make_select(arena, {}, arena.list(static_cast<const TableRef*>(change.target)), change.where);
  rows->items = change.returning;
  CommonTable* read = clone(arena, table);
  read->statement = make_query(arena, rows);
  With* with = clone(arena, *statement.with);
  with->tables = arena.list(static_cast<const CommonTable*>(read));
  T* made = clone(arena, statement);
  made->with = with;
  Delete* rest = clone(arena, change);
  rest->returning = {};
  context.after.push_back(rest);
  return made;
}

const Node* rewritten(const Query& query, const RewriteContext& context) {
  const CommonTable* table = only_table(query.with);
  if (table == nullptr) return &query;
  if (const auto* insert = table->statement->as<Insert>())
    return alone(*insert, query, *table, context.arena);
  if (const auto* update = table->statement->as<Update>())
    return alone(*update, query, *table, context.arena);
  const auto* change = table->statement->as<Delete>();
  return change == nullptr ? &query : read_first(query, *table, *change, context);
}

const Node* rewritten(const Insert& insert, const RewriteContext& context) {
  const CommonTable* table = only_table(insert.with);
  const auto* change = table == nullptr ? nullptr : table->statement->as<Delete>();
  const bool is_other =
      change != nullptr && change->target != nullptr &&
      !equal_fold(change->target->name.back().text, insert.target->name.back().text);
  return is_other ? read_first(insert, *table, *change, context) : &insert;
}

}  // namespace

const Node* changes_in_with(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kWithChanges)) return node;
  if (const auto* query = node->as<Query>()) return rewritten(*query, context);
  const auto* insert = node->as<Insert>();
  return insert == nullptr ? node : rewritten(*insert, context);
}

}  // namespace sqlx::sql
