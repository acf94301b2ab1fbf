// What the bare columns of a group, or of all rows, are beside its only min or max: those of the
// row that has it, in a dialect that says so.
//
//   SELECT customer, max(amount), id … GROUP BY customer     id becomes (ARRAY_AGG(id ORDER BY
//   amount DESC NULLS LAST, …))[1]
//
// A target that shows those of any row, without arrays to sort them in, groups that row alone:
//
//   SELECT customer, max(amount), id FROM (SELECT orders.*, row_number() OVER (PARTITION BY
//   customer ORDER BY amount DESC …) AS row_of_group FROM orders) AS orders WHERE row_of_group = 1
//   GROUP BY customer
//
// Where other aggregates need the other rows, or several tables are joined, it gets the query as it
// is, and its user is told.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/find.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/row_number.h"
#include "sql/rewrites/row_order.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

constexpr std::string_view kNumber = "row_of_group";

void add_extremes(const Node& node, std::vector<const Call*>& into) {
  if (node.is<Query>()) return;
  const auto* call = node.as<Call>();
  if (is_aggregate(node) && (call->meaning == Meaning::kMin || call->meaning == Meaning::kMax))
    into.push_back(call);
  for_each_child(node, [&](const Node& child) { add_extremes(child, into); });
}

// The min or max of a query that has no other.
const Call* only_extreme(const Select& select) {
  std::vector<const Call*> extremes;
  for (const SelectItem* item : select.items) add_extremes(*item, extremes);
  if (select.having != nullptr) add_extremes(*select.having, extremes);
  if (extremes.empty() || extremes[0]->filter != nullptr) return nullptr;
  return std::all_of(extremes.begin(), extremes.end(),
                     [&](const Call* each) { return equal(each, extremes[0]); })
             ? extremes[0]
             : nullptr;
}

class ExtremeRows {
 public:
  ExtremeRows(const Select& select, const Call& extreme, const RewriteContext& context)
      : select_(select),
        context_(context),
        arena_(context.arena),
        is_max_(extreme.meaning == Meaning::kMax),
        order_(order_of(extreme)) {}

  const Select* rewrite() {
    if (!context_.pack.has(Feature::kArrays) && is_of_one_row()) return of_one_row();
    Select* made = clone(arena_, select_);
    made->items = map_list(arena_, select_.items,
                           [this](const SelectItem* item) { return shown_item(*item); });
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

  // Nothing is counted or summed up, and all columns are of one table.
  bool is_of_one_row() const {
    const auto has_star = [](const SelectItem* item) { return item->value->is<Star>(); };
    const auto is_bare = [this](const SelectItem* item) { return has_bare(*item); };
    return select_.from.size() == 1 && select_.from[0]->is<Table>() &&
           select_.from[0]->as<Table>()->columns.empty() &&
           std::none_of(select_.items.begin(), select_.items.end(), has_star) &&
           std::any_of(select_.items.begin(), select_.items.end(), is_bare) &&
           std::none_of(select_.items.begin(), select_.items.end(),
                        [](const SelectItem* item) { return has_other(*item); }) &&
           (select_.having == nullptr || !has_other(*select_.having));
  }

  bool has_bare(const Node& node) const {
    if (is_aggregate(node) || is_key(node) || node.is<Query>()) return false;
    bool found = node.is<Column>();
    for_each_child(node, [&](const Node& child) { found = found || has_bare(child); });
    return found;
  }

  // An aggregate of all rows, or a window.
  static bool has_other(const Node& node) {
    if (node.is<Query>()) return false;
    const auto* call = node.as<Call>();
    bool found = node.is<Window>() || (is_aggregate(node) && call->meaning != Meaning::kMin &&
                                       call->meaning != Meaning::kMax);
    for_each_child(node, [&](const Node& child) { found = found || has_other(child); });
    return found;
  }

  // GROUP BY 1 is of what the first column shows.
  const Expr* written_key(const Expr* key) const {
    for (const SelectItem* item : select_.items) {
      if (is_at(key, *item->value)) return item->value;
    }
    return key;
  }

  const Select* of_one_row() {
    const auto& table = *select_.from[0]->as<Table>();
    const Name name = name_of(table);
    const List<const Expr*> keys =
        map_list(arena_, select_.group_by, [this](const Expr* key) { return written_key(key); });
    Star* all = arena_.make<Star>();
    all->path = arena_.list(name);
    const Name number{kNumber};
    Select* numbered = make_select(
        arena_,
        {make_item(arena_, all), make_item(arena_, row_number(keys, order_, arena_), number)},
        select_.from, select_.where);
    Select* made = clone(arena_, select_);
    made->from = arena_.list(
        static_cast<const TableRef*>(make_derived(arena_, make_query(arena_, numbered), name)));
    made->where = make_call(arena_, Meaning::kEqual,
                            {make_column(arena_, number), integer_literal(arena_, 1)}, select_);
    return made;
  }

  bool is_key(const Node& node) const {
    return std::any_of(select_.group_by.begin(), select_.group_by.end(),
                       [&](const Expr* key) { return equal(key, &node) || is_at(key, node); });
  }

  // GROUP BY 1
  bool is_at(const Expr* key, const Node& node) const {
    const auto* literal = key->as<Literal>();
    if (literal == nullptr || literal->literal != LiteralKind::kInteger || literal->text.size() > 3)
      return false;
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
      context_.diagnostics.add(
          Code::kConditional,
          fmt::format(
              "`{}` may be that of any row of its group in {}, not of the one that has the {}",
              column.path.back().text, context_.pack.title, is_max_ ? "largest" : "smallest"),
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
  if (!context.from.has(Feature::kExtremeRows) || context.pack.has(Feature::kExtremeRows))
    return node;
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto* select = each->as<Select>();
    const Call* extreme = select == nullptr ? nullptr : only_extreme(*select);
    return extreme == nullptr ? each : ExtremeRows(*select, *extreme, context).rewrite();
  });
}

}  // namespace sqlx::sql
