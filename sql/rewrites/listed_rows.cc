// A function of many rows in the select list, for a target that has none there: it stands in FROM,
// behind the tables that it may read.
//
//   SELECT id, unnest(ARRAY[1, 2]) AS n FROM t   as   SELECT id, rows1.n FROM t, unnest(ARRAY[1,
//   2]) AS rows1(n)
//
// Several of them run side by side in the original; such a query stays, and is refused, as one that
// groups or counts its rows.
#include <algorithm>

#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "rows1";
constexpr std::string_view kColumn = "value";

bool gives_rows(const Node& node) {
  const auto* call = node.as<Call>();
  return call != nullptr && info(call->meaning).role == Role::kTable;
}

// Of this query, not of one inside it.
void find_rows(const Node& node, std::vector<const Call*>& into) {
  if (node.is<Query>()) return;
  if (gives_rows(node)) into.push_back(node.as<Call>());
  for_each_child(node, [&](const Node& child) { find_rows(child, into); });
}

bool looks_at_all_rows(const Select& select) {
  const auto counts = [](const Node& node) {
    return node.is<Call>() && (node.as<Call>()->over != nullptr || is_aggregate(node));
  };
  return !select.group_by.empty() || select.having != nullptr || !select.distinct_on.empty() ||
         has_node(select, counts);
}

const Node* replaced(const Node* node, const Call* call, const Expr* column, Arena& arena) {
  if (node == call) return column;
  return map_children(arena, node,
                      [&](const Node* child) { return replaced(child, call, column, arena); });
}

// The item is called what it was, by the name of its function if it had none.
const SelectItem* shown(const SelectItem& item, const Call& call, const Expr* column,
                        Arena& arena) {
  const auto* made = static_cast<const SelectItem*>(replaced(&item, &call, column, arena));
  if (made == &item || !item.alias.text.empty() || item.value != &call) return made;
  return make_item(arena, made->value, Name{to_string(call.meaning)});
}

const Node* rewritten(const Select& select, Arena& arena) {
  std::vector<const Call*> calls;
  for (const SelectItem* item : select.items) find_rows(*item, calls);
  if (calls.size() != 1 || looks_at_all_rows(select)) return &select;
  const Call& call = *calls[0];
  auto* function = arena.make<TableFunction>();
  function->calls = arena.list(static_cast<const Expr*>(&call));
  function->alias = Name{kTable};
  function->columns = arena.list(Name{kColumn});
  function->begin = call.begin;
  function->end = call.end;
  Column* column = make_column(arena, Name{kTable}, Name{kColumn});
  column->learn(call);
  std::vector<const TableRef*> from(select.from.begin(), select.from.end());
  from.push_back(function);
  Select* made = clone(arena, select);
  made->items = map_list(arena, select.items,
                         [&](const SelectItem* item) { return shown(*item, call, column, arena); });
  made->from = arena.copy(from);
  return made;
}

// Who has no functions of rows that read other tables has none in select lists.
bool may_have_any(const Node& node, const RewriteContext& context) {
  const wirepacks::WirePack& from = context.from;
  return from.has(wirepacks::Feature::kTableFunctions) && from.has(wirepacks::Feature::kLateral) &&
         any_node(node, context, gives_rows);
}

}  // namespace

const Node* listed_rows(const Node* node, const RewriteContext& context) {
  if (!may_have_any(*node, context)) return node;
  return bottom_up<Select>(node, context, [&](const Node* each) {
    const auto* select = each->as<Select>();
    return select == nullptr ? each : rewritten(*select, context.arena);
  });
}

}  // namespace sqlx::sql
