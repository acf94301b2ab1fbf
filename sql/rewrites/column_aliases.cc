// (SELECT …) AS t(a, b) and (VALUES …) AS t(a, b), for a target that cannot name the columns of a
// table in FROM: the names go into the query. One that can, and calls those of VALUES otherwise,
// gets the usual names behind the table's.
#include <fmt/format.h>

#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const Body* named(const Select& select, List<Name> names, Arena& arena) {
  Select* made = clone(arena, select);
  std::vector<const SelectItem*> items;
  for (std::size_t i = 0; i < select.items.size(); ++i) {
    if (select.items[i]->value->is<Star>()) return nullptr;
    items.push_back(make_item(arena, select.items[i]->value,
                              i < names.size() ? names[i] : select.items[i]->alias));
  }
  made->items = arena.copy(items);
  return made;
}

// Names of the first operand are those of the whole. Null if the query does not say how many
// columns it has.
const Body* named(const Body& body, List<Name> names, Arena& arena) {
  if (const auto* values = body.as<Values>()) return select_rows(arena, *values, names);
  if (const auto* select = body.as<Select>()) return named(*select, names, arena);
  const auto* operation = body.as<SetOperation>();
  const Body* left = operation == nullptr ? nullptr : named(*operation->left, names, arena);
  if (left == nullptr) return nullptr;
  SetOperation* made = clone(arena, *operation);
  made->left = left;
  return made;
}

// column1, column2: what the columns of VALUES are called where nobody names them, and the target
// calls them otherwise.
List<Name> usual_names(const DerivedTable& table, const RewriteContext& context) {
  const auto* values = table.query->body->as<Values>();
  const bool differ =
      context.from.has(Feature::kNumberedValues) && !context.pack.has(Feature::kNumberedValues);
  if (values == nullptr || !differ || values->rows.empty()) return {};
  std::vector<Name> names;
  for (std::size_t i = 1; i <= values->rows[0]->items.size(); ++i)
    names.push_back(Name{context.arena.copy(fmt::format("column{}", i))});
  return context.arena.copy(names);
}

const Node* with_names(const DerivedTable& table, List<Name> names, Arena& arena) {
  DerivedTable* made = clone(arena, table);
  made->columns = names;
  return made;
}

}  // namespace

const Node* column_aliases(const Node* node, const RewriteContext& context) {
  return bottom_up<DerivedTable>(node, context, [&](const Node* each) -> const Node* {
    const auto* table = each->as<DerivedTable>();
    if (table == nullptr) return each;
    const List<Name> names = table->columns.empty() ? usual_names(*table, context) : table->columns;
    if (context.pack.has(Feature::kColumnAliases))
      return names.empty() || !table->columns.empty() ? each
                                                      : with_names(*table, names, context.arena);
    const Body* body = names.empty() ? nullptr : named(*table->query->body, names, context.arena);
    if (body == nullptr) return each;
    Query* query = clone(context.arena, *table->query);
    query->body = body;
    DerivedTable* made = clone(context.arena, *table);
    made->query = query;
    made->columns = {};
    return made;
  });
}

}  // namespace sqlx::sql
