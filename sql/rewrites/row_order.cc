#include "sql/rewrites/row_order.h"

#include <algorithm>

#include "sql/build.h"
#include "sql/build_query.h"

namespace sqlx::sql {

List<const OrderItem*> row_order(const Select& select, const RewriteContext& context) {
  const auto* table = select.from.size() == 1 ? select.from[0]->as<Table>() : nullptr;
  const TableInfo* info = table == nullptr ? nullptr : context.catalog.table(table->name);
  if (info == nullptr) return {};
  const auto key = std::find_if(info->keys.begin(), info->keys.end(),
                                [](const KeyInfo& each) { return each.primary; });
  if (key == info->keys.end()) return {};
  std::vector<const OrderItem*> order;
  for (const std::string& name : key->columns) {
    auto* item = context.arena.make<OrderItem>();
    item->value =
        make_column(context.arena, exact_name(context.arena.copy(std::string_view(name))));
    order.push_back(item);
  }
  return context.arena.copy(order);
}

const Expr* first_value_of(const Expr& column, List<const OrderItem*> order,
                           const RewriteContext& context) {
  if (order.empty() || !context.pack.has(wirepacks::Feature::kArrays))
    return make_call(context.arena, Meaning::kAnyValue, {&column}, column);
  Call* made = clone(context.arena,
                     *make_call(context.arena, Meaning::kFirstOf, {&column}, column)->as<Call>());
  made->order_by = order;
  return made;
}

}  // namespace sqlx::sql
