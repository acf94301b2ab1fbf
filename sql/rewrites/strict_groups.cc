// Grouped queries for a target that shows nothing that is neither grouped nor aggregated.
//
// Where a group is of texts folded together, its key is shown as any of them, because any of them
// may be shown. Of a column that is not grouped at all any value is taken, which is told, unless
// there can be only one: the key of its table is grouped, which the target sees for itself, or
// follows from what is grouped (GROUP BY order.id, with customer.id = order.customer_id).
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/find.h"
#include "sql/rewrites/determined_tables.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_order.h"

namespace sqlx::sql {
namespace {

class StrictGroups {
 public:
  StrictGroups(const Select& select, const RewriteContext& context)
      : select_(select), context_(context), tables_(select, context.catalog) {}

  const Select* rewrite() {
    Select* made = clone(context_.arena, select_);
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select_.items)
      items.push_back(names_key(item->value) ? item : shown_item(*item));
    made->items = context_.arena.copy(items);
    if (select_.having != nullptr) made->having = static_cast<const Expr*>(shown(select_.having));
    return made;
  }

  List<const OrderItem*> sorted(List<const OrderItem*> order) {
    sorts_ = true;
    std::vector<const OrderItem*> made;
    for (const OrderItem* item : order) made.push_back(static_cast<const OrderItem*>(shown(item)));
    return context_.arena.copy(made);
  }

 private:
  // GROUP BY 1, or by an alias.
  bool names_key(const Expr* value) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) {
      const auto* literal = key->as<Literal>();
      if (literal == nullptr || literal->literal != LiteralKind::kInteger ||
          literal->text.size() > 3)
        return false;
      const auto place = static_cast<std::size_t>(std::stoi(std::string(literal->text)));
      return place > 0 && place <= select_.items.size() && select_.items[place - 1]->value == value;
    });
  }

  // `item` is `o.item`, where it can be no other.
  static bool is_same(const Expr* key, const Node& node) {
    const auto* a = key->as<Column>();
    const auto* b = node.as<Column>();
    if (a == nullptr || b == nullptr || (a->path.size() > 1) == (b->path.size() > 1))
      return equal(key, &node);
    return equal_fold(a->path.back().text, b->path.back().text);
  }

  bool is_folded_key(const Node& node) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) {
      const Call* fold = as_call(key, Meaning::kFold);
      return fold != nullptr && is_same(fold->arguments[0], node);
    });
  }

  bool is_key(const Node& node) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(),
                       [&](const Expr* key) { return is_same(key, node); });
  }

  // A column keeps its name.
  const SelectItem* shown_item(const SelectItem& item) {
    SelectItem* made = clone(context_.arena, item);
    made->value = static_cast<const Expr*>(shown(item.value));
    const auto* column = item.value->as<Column>();
    if (made->value != item.value && made->alias.text.empty() && column != nullptr)
      made->alias = column->path.back();
    return made;
  }

  const Node* shown(const Node* node) {
    if (is_aggregate(*node) || is_key(*node) || node->is<Query>()) return node;
    if (is_folded_key(*node))
      return context_.pack.has(wirepacks::Feature::kFoldsText) ? node : any_of(node);
    if (const auto* column = node->as<Column>()) return shown_column(*column);
    return map_children(context_.arena, node, [this](const Node* child) { return shown(child); });
  }

  const Node* any_of(const Node* node) {
    return first_value_of(static_cast<const Expr&>(*node), row_order(select_, context_), context_);
  }

  const Node* shown_column(const Column& column) {
    if (sorts_ && names_item(column)) return &column;
    const Table* table = tables_.owners().owner(column);
    if (table == nullptr ? has_unknown_key() : tables_.has_grouped_key(*table)) return &column;
    if (table == nullptr || !tables_.is_determined(column)) {
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format(
              "`{}` is neither grouped nor aggregated; it may be that of any row of its group",
              column.path.back().text),
          context_.place(column));
    }
    return any_of(&column);
  }

  // An alias, where a sort key may be one.
  bool names_item(const Column& column) const {
    return column.path.size() == 1 &&
           std::any_of(select_.items.begin(), select_.items.end(), [&](const SelectItem* item) {
             return equal_fold(item->alias.text, column.path[0].text);
           });
  }

  // Of whatever table the column is, its key may be grouped: that is not refused.
  bool has_unknown_key() const {
    const auto& all = tables_.owners().all();
    return !tables_.owners().are_plain() ||
           std::any_of(all.begin(), all.end(), [&](const Table* table) {
             return context_.catalog.table(table->name) == nullptr ||
                    tables_.has_grouped_key(*table);
           });
  }

  const Select& select_;
  const RewriteContext& context_;
  DeterminedTables tables_;
  bool sorts_ = false;  // what is shown is a sort key
};

bool groups_plainly(const Select* select) {
  return select != nullptr && !select->group_by.empty() &&
         std::none_of(select->group_by.begin(), select->group_by.end(),
                      [](const Expr* key) { return key->is<Grouping>(); });
}

// The keys of a query's sorting belong to its groups.
const Node* with_sorted_groups(const Query& query, const RewriteContext& context) {
  const auto* select = query.body->as<Select>();
  if (query.order_by.empty() || !groups_plainly(select)) return &query;
  Query* made = clone(context.arena, query);
  made->order_by = StrictGroups(*select, context).sorted(query.order_by);
  return made;
}

}  // namespace

const Node* strict_groups(const Node* node, const RewriteContext& context) {
  const bool groups = any_node(*node, context, [](const Node& each) {
    return each.is<Select>() && groups_plainly(each.as<Select>());
  });
  if (!groups) return node;
  return bottom_up<Query, Select>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* query = each->as<Query>()) return with_sorted_groups(*query, context);
    const auto* select = each->as<Select>();
    return groups_plainly(select) ? StrictGroups(*select, context).rewrite() : each;
  });
}

}  // namespace sqlx::sql
