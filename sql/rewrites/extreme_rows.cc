// What the bare columns of a group, or of all rows, are beside its only min or max: those of the row that has it, in a dialect that says so.
//
//   SELECT customer, max(amount), id … GROUP BY customer     id becomes (ARRAY_AGG(id ORDER BY amount DESC NULLS LAST, …))[1]
//
// A target that shows those of any row, without arrays to sort them in, gets the query as it is, and its user is told.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_order.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

void add_extremes(const Node& node, std::vector<const Call*>& into) {
  if (node.is<Query>()) return;
  const auto* call = node.as<Call>();
  if (is_aggregate(node) && (call->meaning == Meaning::kMin || call->meaning == Meaning::kMax)) into.push_back(call);
  for_each_child(node, [&](const Node& child) { add_extremes(child, into); });
}

// The min or max of a query that has no other.
const Call* only_extreme(const Select& select) {
  std::vector<const Call*> extremes;
  for (const SelectItem* item : select.items) add_extremes(*item, extremes);
  if (select.having != nullptr) add_extremes(*select.having, extremes);
  if (extremes.empty() || extremes[0]->filter != nullptr) return nullptr;
  return std::all_of(extremes.begin(), extremes.end(), [&](const Call* each) { return equal(each, extremes[0]); }) ? extremes[0] : nullptr;
}

class ExtremeRows {
 public:
  ExtremeRows(const Select& select, const Call& extreme, const RewriteContext& context)
      : select_(select), context_(context), arena_(context.arena), is_max_(extreme.meaning == Meaning::kMax), order_(order_of(extreme)) {}

  const Select* rewrite() {
    Select* made = clone(arena_, select_);
    made->items = map_list(arena_, select_.items, [this](const SelectItem* item) { return shown_item(*item); });
    if (select_.having != nullptr) made->having = static_cast<const Expr*>(shown(select_.having));
    return made;
  }

 private:
  // Of rows that are equal, the first.
  List<const OrderItem*> order_of(const Call& extreme) {
    auto* item = arena_.make<OrderItem>();
    item->value = extreme.arguments[0];
    item->direction = is_max_ ? Direction::kDescending : Direction::kAscending;
    item->nulls = Nulls::kLast;
    std::vector<const OrderItem*> order = {item};
    const List<const OrderItem*> rows = row_order(select_, context_);
    order.insert(order.end(), rows.begin(), rows.end());
    return arena_.copy(order);
  }

  bool is_key(const Node& node) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) { return equal(key, &node) || is_at(key, node); });
  }

  // GROUP BY 1
  bool is_at(const Expr* key, const Node& node) const {
    const auto* literal = key->as<Literal>();
    if (literal == nullptr || literal->literal != LiteralKind::kInteger || literal->text.size() > 3) return false;
    const auto place = static_cast<std::size_t>(std::stoi(std::string(literal->text)));
    return place > 0 && place <= select_.items.size() && select_.items[place - 1]->value == &node;
  }

  // A column keeps its name.
  const SelectItem* shown_item(const SelectItem& item) {
    const auto* value = static_cast<const Expr*>(shown(item.value));
    if (value == item.value) return &item;
    SelectItem* made = clone(arena_, item);
    made->value = value;
    const auto* column = item.value->as<Column>();
    if (made->alias.text.empty() && column != nullptr) made->alias = column->path.back();
    return made;
  }

  const Node* shown(const Node* node) {
    if (is_aggregate(*node) || is_key(*node) || node->is<Query>()) return node;
    if (const auto* column = node->as<Column>()) return of_that_row(*column);
    return map_children(arena_, node, [this](const Node* child) { return shown(child); });
  }

  const Node* of_that_row(const Column& column) {
    if (!context_.pack.has(Feature::kArrays)) {
      context_.diagnostics.add(Code::kConditional,
                               fmt::format("`{}` may be that of any row of its group in {}, not of the one that has the {}", column.path.back().text,
                                           context_.pack.title, is_max_ ? "largest" : "smallest"),
                               context_.place(column));
      return &column;
    }
    return first_value_of(column, order_, context_);
  }

  const Select& select_;
  const RewriteContext& context_;
  Arena& arena_;
  bool is_max_;
  List<const OrderItem*> order_;
};

}  // namespace

const Node* extreme_rows(const Node* node, const RewriteContext& context) {
  if (!context.from.has(Feature::kExtremeRows) || context.pack.has(Feature::kExtremeRows)) return node;
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    const Call* extreme = select == nullptr ? nullptr : only_extreme(*select);
    return extreme == nullptr ? each : ExtremeRows(*select, *extreme, context).rewrite();
  });
}

}  // namespace sqlx::sql
