// The order of a derived table as that of what an aggregate joins from it, for a target that
// forgets the order of derived tables:
//
//   SELECT group_concat(id) FROM (SELECT * FROM orders ORDER BY id)   as   SELECT GROUP_CONCAT(id
//   ORDER BY id) FROM (…)
#include <algorithm>

#include "base/text.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool joins_values(const Node& node) {
  const auto* call = node.as<Call>();
  if (call == nullptr || call->over != nullptr || call->distinct || !call->order_by.empty())
    return false;
  return call->meaning == Meaning::kStringAgg || call->meaning == Meaning::kJsonArrayAgg ||
         call->meaning == Meaning::kJsonArrayAggEmpty;
}

// The name under which the derived table shows a column; nothing if it does not.
std::optional<Name> shown_name(const Select& select, const Column& column) {
  for (const SelectItem* item : select.items) {
    if (item->value->is<Star>()) return column.path.back();
    const auto* shown = item->value->as<Column>();
    if (shown == nullptr || !equal_fold(shown->path.back().text, column.path.back().text)) continue;
    return item->alias.text.empty() ? shown->path.back() : item->alias;
  }
  return std::nullopt;
}

// The sort keys by what the table shows; none if it does not show one of them.
List<const OrderItem*> shown_order(const Query& query, Arena& arena) {
  const auto* select = query.body->as<Select>();
  std::vector<const OrderItem*> order;
  for (const OrderItem* item : query.order_by) {
    const auto* column = item->value->as<Column>();
    const auto name =
        column == nullptr || select == nullptr ? std::nullopt : shown_name(*select, *column);
    if (!name) return {};
    OrderItem* made = clone(arena, *item);
    made->value = make_column_of(arena, *name, *column);
    order.push_back(made);
  }
  return arena.copy(order);
}

const Node* with_order(const Node* node, List<const OrderItem*> order, Arena& arena) {
  if (node->is<Query>()) return node;
  if (joins_values(*node)) {
    Call* made = clone(arena, *node->as<Call>());
    made->order_by = order;
    return made;
  }
  return map_children(arena, node,
                      [&](const Node* child) { return with_order(child, order, arena); });
}

const Node* ordered(const Select& select, const RewriteContext& context) {
  const auto* derived = select.from.size() == 1 ? select.from[0]->as<DerivedTable>() : nullptr;
  const auto* query = derived == nullptr ? nullptr : derived->query;
  if (query == nullptr || query->order_by.empty() || !derived->columns.empty()) return &select;
  const bool joins =
      std::any_of(select.items.begin(), select.items.end(),
                  [](const SelectItem* item) { return has_node(*item, joins_values); });
  const List<const OrderItem*> order =
      joins ? shown_order(*query, context.arena) : List<const OrderItem*>();
  if (order.empty()) return &select;
  Select* made = clone(context.arena, select);
  made->items = map_list(context.arena, select.items, [&](const SelectItem* item) {
    return static_cast<const SelectItem*>(with_order(item, order, context.arena));
  });
  return made;
}

}  // namespace

const Node* ordered_rows(const Node* node, const RewriteContext& context) {
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    return select == nullptr ? each : ordered(*select, context);
  });
}

}  // namespace sqlx::sql
