// Where NULLs go, for a target that cannot say NULLS FIRST: a sort key of its own in front, `a IS NULL, a`. FALSE sorts before TRUE.
//
// A key that is a place (ORDER BY 2) or an alias is written out, because the key in front is an expression.
#include <charconv>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

class NullOrder {
 public:
  explicit NullOrder(const RewriteContext& context) : context_(context) {}

  const Node* rewrite(const Node* node) {
    if (const auto* query = node->as<Query>()) {
      const auto order = with_keys(query->order_by, query->body->as<Select>());
      if (order.data() == query->order_by.data()) return node;
      Query* made = clone(context_.arena, *query);
      made->order_by = order;
      return made;
    }
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
  List<const OrderItem*> with_keys(List<const OrderItem*> items, const Select* select) {
    std::vector<const OrderItem*> made;
    for (const OrderItem* item : items) {
      if (needs_key(*item)) {
        made.push_back(key(*item, select));
        OrderItem* plain = clone(context_.arena, *item);
        plain->nulls = Nulls::kUnsaid;
        item = plain;
      }
      made.push_back(item);
    }
    return made.size() == items.size() ? items : context_.arena.copy(made);
  }

  bool needs_key(const OrderItem& item) const {
    const bool low = context_.pack.has(Feature::kNullsAreLow);
    const Nulls usual = (item.direction == Direction::kDescending) == low ? Nulls::kLast : Nulls::kFirst;
    return item.nulls != Nulls::kUnsaid && item.nulls != usual;
  }

  const OrderItem* key(const OrderItem& item, const Select* select) {
    OrderItem* made = context_.arena.make<OrderItem>();
    made->value = make_call(context_.arena, Meaning::kIsNull, {written_out(item.value, select)}, item);
    made->direction = item.nulls == Nulls::kFirst ? Direction::kDescending : Direction::kUnsaid;
    return made;
  }

  const Expr* written_out(const Expr* value, const Select* select) {
    const auto* place = value->as<Literal>();
    if (select == nullptr || place == nullptr || place->literal != LiteralKind::kInteger) return value;
    std::size_t index = 0;
    std::from_chars(place->text.data(), place->text.data() + place->text.size(), index);
    return index == 0 || index > select->items.size() ? value : select->items[index - 1]->value;
  }

  const RewriteContext& context_;
};

}  // namespace

const Node* null_order(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) { return NullOrder(context).rewrite(each); });
}

}  // namespace sqlx::sql
