#include "sql/build_query.h"

#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

const Body* select_row(Arena& arena, const Row& row, List<Name> names) {
  std::vector<const SelectItem*> items;
  for (std::size_t i = 0; i < row.items.size(); ++i)
    items.push_back(make_item(arena, row.items[i], i < names.size() ? names[i] : Name()));
  return make_select(arena, items, {});
}

}  // namespace

Column* make_column(Arena& arena, Name name) {
  auto* made = arena.make<Column>();
  made->path = arena.list(name);
  return made;
}

Column* make_column(Arena& arena, Name table, Name name) {
  auto* made = arena.make<Column>();
  made->path = arena.list(table, name);
  return made;
}

Column* make_column_of(Arena& arena, Name name, const Expr& value) {
  Column* made = make_column(arena, name);
  made->learn(value);
  return made;
}

SelectItem* make_item(Arena& arena, const Expr* value, Name alias) {
  auto* made = arena.make<SelectItem>();
  made->value = value;
  made->alias = alias;
  return made;
}

Select* make_select(Arena& arena, const std::vector<const SelectItem*>& items,
                    List<const TableRef*> from, const Expr* where) {
  auto* made = arena.make<Select>();
  made->items = arena.copy(items);
  made->from = from;
  made->where = where;
  return made;
}

Select* select_columns(Arena& arena, const std::vector<const Expr*>& columns,
                       List<const TableRef*> from, const Expr* where) {
  std::vector<const SelectItem*> items;
  items.reserve(columns.size());
  for (const Expr* each : columns) items.push_back(make_item(arena, each));
  return make_select(arena, items, from, where);
}

Query* make_query(Arena& arena, const Body* body) {
  auto* made = arena.make<Query>();
  made->body = body;
  return made;
}

Table* make_table(Arena& arena, List<Name> name) {
  auto* made = arena.make<Table>();
  made->name = name;
  return made;
}

DerivedTable* make_derived(Arena& arena, const Query* query, Name alias) {
  auto* made = arena.make<DerivedTable>();
  made->query = query;
  made->alias = alias;
  return made;
}

const SetOperation* make_union_all(Arena& arena, const Body* left, const Body* right) {
  auto* made = arena.make<SetOperation>();
  made->all = true;
  made->left = left;
  made->right = right;
  return made;
}

const Expr* make_exists(Arena& arena, List<const TableRef*> from, const Expr* where) {
  auto* made = arena.make<Exists>();
  made->query = make_query(
      arena, make_select(arena, {make_item(arena, integer_literal(arena, 1))}, from, where));
  infer_type(*made);
  return made;
}

Select* select_all(Arena& arena, const TableRef* table) {
  return make_select(arena, {make_item(arena, arena.make<Star>())}, arena.list(table));
}

const Query* select_all_of(Arena& arena, const Query& query, std::string_view name) {
  Query* made = make_query(arena, select_all(arena, make_derived(arena, &query, Name{name})));
  made->type = query.type;
  return made;
}

const Body* select_rows(Arena& arena, const Values& values, List<Name> names) {
  const Body* all = select_row(arena, *values.rows[0], names);
  for (const Row* row : values.rows.subspan(1))
    all = make_union_all(arena, all, select_row(arena, *row, {}));
  return all;
}

}  // namespace sqlx::sql
