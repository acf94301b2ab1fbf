// SELECT DISTINCT city … ORDER BY city COLLATE x, and such keys behind UNION, for a target that
// sorts those by what they show alone: the rows are found one query further inside.
//
//   SELECT * FROM (SELECT DISTINCT city FROM people) AS sorted ORDER BY city COLLATE x
//
// Where a key asks for what is not shown by a name of its own, the query stays.
#include <algorithm>

#include "base/text.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "sorted";

bool is_plain(const OrderItem* item) {
  return item->value->is<Column>() || item->value->is<Literal>();
}

// The names of a union are those of its first query.
const Select* names_of(const Body* body) {
  while (const auto* operation = body->as<SetOperation>()) body = operation->left;
  return body->as<Select>();
}

Name shown_name(const SelectItem& item) {
  const auto* column = item.value->as<Column>();
  return item.alias.text.empty() && column != nullptr ? column->path.back() : item.alias;
}

bool shows(const Select& select, const Column& column) {
  return std::any_of(select.items.begin(), select.items.end(), [&](const SelectItem* item) {
    return equal_fold(shown_name(*item).text, column.path.back().text);
  });
}

bool all_are_shown(const Select& select, const Query& query) {
  const auto is_named = [](const SelectItem* item) {
    return !item->value->is<Star>() && !shown_name(*item).text.empty();
  };
  const bool are_named = std::all_of(select.items.begin(), select.items.end(), is_named);
  return are_named &&
         std::none_of(query.order_by.begin(), query.order_by.end(), [&](const OrderItem* item) {
           return has_node(*item->value, [&](const Node& each) {
             return each.is<Query>() || (each.is<Column>() && !shows(select, *each.as<Column>()));
           });
         });
}

// people.city as city
const Node* by_name(const Node* node, Arena& arena) {
  if (const auto* column = node->as<Column>(); column != nullptr && column->path.size() > 1) {
    Column* made = clone(arena, *column);
    made->path = arena.list(column->path.back());
    return made;
  }
  return map_children(arena, node, [&](const Node* child) { return by_name(child, arena); });
}

const Node* rewritten(const Query& query, Arena& arena) {
  const Select* select = names_of(query.body);
  const bool is_set = query.body->is<SetOperation>() || (select != nullptr && select->distinct);
  if (!is_set || select == nullptr || !select->distinct_on.empty() ||
      std::all_of(query.order_by.begin(), query.order_by.end(), is_plain))
    return &query;
  if (!all_are_shown(*select, query)) return &query;
  Query* made = clone(arena, query);
  made->body = select_all(arena, make_derived(arena, make_query(arena, query.body), Name{kTable}));
  made->order_by = map_list(arena, query.order_by, [&](const OrderItem* item) {
    return static_cast<const OrderItem*>(by_name(item, arena));
  });
  return made;
}

}  // namespace

const Node* sorted_sets(const Node* node, const RewriteContext& context) {
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    return query == nullptr || query->order_by.empty() ? each : rewritten(*query, context.arena);
  });
}

}  // namespace sqlx::sql
