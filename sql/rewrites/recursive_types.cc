// Columns of a recursive query as wide as its rows get, for a target that gives them the types of
// the first rows: others would be refused, or cut.
//
//   WITH RECURSIVE t AS (SELECT name AS path, 0 AS total … UNION ALL SELECT t.path || '/' ||
//   d.name, t.total + d.price …) the first SELECT becomes SELECT CAST(name AS text) AS path, CAST(0
//   AS numeric) AS total …
//
// VALUES (1, 'a') as the first row is said as SELECT 1, 'a', whose literals take the types beside
// them.
#include <algorithm>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

const Expr* wide_number(const Expr* first, const Expr* next, Arena& arena) {
  const TypeClass widest = std::max(first->type, next->type);
  if (widest == TypeClass::kDecimal) return make_call(arena, Meaning::kWideNumber, {first}, *first);
  return widest == first->type ? first : make_cast(arena, first, ir::TypeKind::kFloat64);
}

// A column that is passed on has the type that it has.
const Expr* wide(const Expr* first, const Expr* next, Arena& arena) {
  if (next->is<Column>()) return first;
  const bool says_nothing = first->type == TypeClass::kNull || first->type == TypeClass::kUnknown;
  if (next->type == TypeClass::kText && (first->type == TypeClass::kText || says_nothing)) {
    return make_call(arena, Meaning::kWideText, {first}, *first);
  }
  return is_number(first->type) && is_number(next->type) ? wide_number(first, next, arena) : first;
}

const Select* widened(const Select& first, const Select& next, Arena& arena) {
  Select* made = clone(arena, first);
  std::size_t at = 0;
  made->items = map_list(arena, first.items, [&](const SelectItem* item) -> const SelectItem* {
    const Expr* value = wide(item->value, next.items[at++]->value, arena);
    if (value == item->value) return item;
    SelectItem* copy = clone(arena, *item);
    copy->value = value;
    const auto* column = item->value->as<Column>();
    if (copy->alias.text.empty() && column != nullptr) copy->alias = column->path.back();
    return copy;
  });
  return made->items.data() == first.items.data() ? &first : made;
}

bool has_star(const Select& select) {
  return std::any_of(select.items.begin(), select.items.end(),
                     [](const SelectItem* item) { return item->value->is<Star>(); });
}

// Also of VALUES with one row; null for any other body.
const Select* first_select(const Body& body, bool is_named, Arena& arena) {
  const auto* values = body.as<Values>();
  if (values == nullptr || values->rows.size() != 1 || !is_named) return body.as<Select>();
  std::vector<const SelectItem*> items;
  for (const Expr* value : values->rows[0]->items) items.push_back(make_item(arena, value));
  return make_select(arena, items, {});
}

const Node* widened(const CommonTable& table, Arena& arena) {
  const auto* query = table.statement->as<Query>();
  const auto* both = query == nullptr ? nullptr : query->body->as<SetOperation>();
  const Select* first =
      both == nullptr ? nullptr : first_select(*both->left, !table.columns.empty(), arena);
  const Select* next = both == nullptr ? nullptr : both->right->as<Select>();
  if (first == nullptr || next == nullptr || first->items.size() != next->items.size() ||
      has_star(*first) || has_star(*next))
    return &table;
  const Select* made = widened(*first, *next, arena);
  if (made == both->left) return &table;
  SetOperation* union_of = clone(arena, *both);
  union_of->left = made;
  Query* whole = clone(arena, *query);
  whole->body = union_of;
  CommonTable* copy = clone(arena, table);
  copy->statement = whole;
  return copy;
}

}  // namespace

const Node* recursive_types(const Node* node, const RewriteContext& context) {
  return bottom_up<With>(node, context, [&](const Node* each) -> const Node* {
    const auto* with = each->as<With>();
    if (with == nullptr || !with->recursive) return each;
    With* made = clone(context.arena, *with);
    made->tables = map_list(context.arena, with->tables, [&](const CommonTable* table) {
      return static_cast<const CommonTable*>(widened(*table, context.arena));
    });
    return made;
  });
}

}  // namespace sqlx::sql
