// Where NULLs go, for a target that cannot say NULLS FIRST: a sort key of its own in front, `a IS
// NULL, a`. FALSE sorts before TRUE.
//
// A key that is a place (ORDER BY 2) or an alias is written out, because the key in front is an
// expression.
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "sql/ast/fields.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"
#include "sql/usual_nulls.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class NullOrder {
 public:
  explicit NullOrder(const RewriteContext& context) : context_(context) {}

  const Node* rewrite(const Node* node) {
    if (const auto* query = node->as<Query>()) {
      const auto order = with_keys(query->order_by, query->body);
      if (order.data() == query->order_by.data()) return node;
      Query* made = clone(context_.arena, *query);
      made->order_by = order;
      return made;
    }
    if (const auto* window = node->as<Window>(); window != nullptr && measures(*window))
      return without_nulls(*window);
    return visit(*node, [&](const auto& typed) -> const Node* {
      if constexpr (requires { typed.order_by; }) {
        const auto order = with_keys(typed.order_by, nullptr);
        if (order.data() == typed.order_by.data()) return node;
        auto* made = clone(context_.arena, typed);
        made->order_by = order;
        return made;
      }
      return node;
    });
  }

 private:
  // RANGE BETWEEN 2 PRECEDING AND …: by distance from one key, so there is no place for another.
  // NULLs are in no distance, and are a frame of their own wherever they stand.
  static bool measures(const Window& window) {
    const auto is_distance = [](FrameBound bound) {
      return bound == FrameBound::kPreceding || bound == FrameBound::kFollowing;
    };
    const auto is_open = [](FrameBound bound) {
      return bound == FrameBound::kUnboundedPreceding || bound == FrameBound::kUnboundedFollowing;
    };
    return window.has_frame && window.mode == FrameMode::kRange &&
           (is_distance(window.start) || is_distance(window.finish)) && !is_open(window.start) &&
           !is_open(window.finish);
  }

  const Node* without_nulls(const Window& window) {
    Window* made = clone(context_.arena, window);
    made->order_by = map_list(context_.arena, window.order_by,
                              [this](const OrderItem* item) -> const OrderItem* {
                                OrderItem* plain = clone(context_.arena, *item);
                                plain->nulls = Nulls::kUnsaid;
                                return plain;
                              });
    return made;
  }

  List<const OrderItem*> with_keys(List<const OrderItem*> items, const Body* body) {
    std::vector<const OrderItem*> made;
    for (const OrderItem* item : items) {
      if (needs_key(*item)) {
        made.push_back(key(*item, body));
        OrderItem* plain = clone(context_.arena, *item);
        plain->nulls = Nulls::kUnsaid;
        item = plain;
      }
      made.push_back(item);
    }
    return made.size() == items.size() ? items : context_.arena.copy(made);
  }

  bool needs_key(const OrderItem& item) const {
    return item.nulls != Nulls::kUnsaid && item.nulls != usual_nulls(context_.pack, item.direction);
  }

  const OrderItem* key(const OrderItem& item, const Body* body) {
    OrderItem* made = context_.arena.make<OrderItem>();
    made->value =
        make_call(context_.arena, Meaning::kIsNull, {written_out(item.value, body)}, item);
    made->direction = item.nulls == Nulls::kFirst ? Direction::kDescending : Direction::kUnsaid;
    return made;
  }

  // ORDER BY 2 means a place only while it stands alone. Of a set operation, only the names of the
  // first query can be sorted by.
  const Expr* written_out(const Expr* value, const Body* body) {
    const auto* place = value->as<Literal>();
    if (body == nullptr || place == nullptr || place->literal != LiteralKind::kInteger)
      return value;
    const Body* first = body;
    while (const auto* operation = first->as<SetOperation>()) first = operation->left;
    const auto* select = first->as<Select>();
    std::size_t index = 0;
    std::from_chars(place->text.data(), place->text.data() + place->text.size(), index);
    if (select == nullptr || index == 0 || index > select->items.size()) return refused(value);
    const auto is_star = [](const SelectItem* each) { return each->value->is<Star>(); };
    if (std::any_of(select->items.begin(),
                    select->items.begin() + static_cast<std::ptrdiff_t>(index), is_star))
      return refused(value);
    const SelectItem& item = *select->items[index - 1];
    if (first == body) return item.value;
    const auto* column = item.value->as<Column>();
    if (item.alias.text.empty() && column == nullptr) return refused(value);
    return make_column(context_.arena, item.alias.text.empty() ? column->path.back() : item.alias);
  }

  const Expr* refused(const Expr* place) {
    context_.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} cannot sort NULLs of a column that has no name here", context_.pack.title),
        context_.place(*place), "give the column of the first query a name");
    return place;
  }

  const RewriteContext& context_;
};

}  // namespace

const Node* null_order(const Node* node, const RewriteContext& context) {
  return bottom_up<Query, Window, Call, Update, Delete>(
      node, context, [&](const Node* each) { return NullOrder(context).rewrite(each); });
}

}  // namespace sqlx::sql
