// Comparisons that tell case apart, for a target whose texts usually do not: one operand is marked `exact`.
//
// A literal without letters cannot differ in case, and is left alone unless it ends in a blank, which such a target may ignore.
#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class ExactText {
 public:
  explicit ExactText(Arena& arena) : arena_(arena) {}

  const Node* rewrite(const Node* node) {
    switch (node->kind) {
      case NodeKind::kCall: return call(*node->as<Call>());
      case NodeKind::kIn: return in(*node->as<In>());
      case NodeKind::kBetween: return between(*node->as<Between>());
      case NodeKind::kCase: return case_of(*node->as<Case>());
      case NodeKind::kOrderItem: return order_item(*node->as<OrderItem>());
      case NodeKind::kWindow: return window(*node->as<Window>());
      case NodeKind::kSelect: return select(*node->as<Select>());
      default: return node;
    }
  }

 private:
  static bool is_marked(const Expr* operand) {
    return as_call(operand, Meaning::kFold) != nullptr || as_call(operand, Meaning::kExact) != nullptr;
  }

  static bool is_caseless(const Expr* operand) {
    const auto* literal = operand->as<Literal>();
    if (literal == nullptr) return false;
    const std::string_view text = literal->text;
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return !is_letter(c) && static_cast<signed char>(c) > 0; });
    return plain && !text.empty() && text.back() != ' ';
  }

  static bool needs_exact(List<const Expr*> operands) {
    return compares_texts(operands) && std::none_of(operands.begin(), operands.end(), is_marked) && !std::any_of(operands.begin(), operands.end(), is_caseless);
  }

  const Expr* exact(const Expr* operand) {
    if (operand->type != TypeClass::kText || is_marked(operand)) return operand;
    return marked(operand);
  }

  const Expr* marked(const Expr* operand) {
    return make_call(arena_, Meaning::kExact, {operand}, *operand);
  }

  const Node* call(const Call& call) {
    if (call.distinct && !call.arguments.empty()) return with_arguments(call, exact(call.arguments[0]));
    if (!is_comparison(call.meaning) || !needs_exact(call.arguments)) return &call;
    const bool first = !call.arguments[0]->is<Literal>();
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    const Expr*& operand = arguments[first ? 0 : 1];
    operand = marked(operand);
    Call* made = clone(arena_, call);
    made->arguments = arena_.copy(arguments);
    return made;
  }

  const Node* with_arguments(const Call& call, const Expr* first) {
    if (first == call.arguments[0]) return &call;
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    arguments[0] = first;
    Call* made = clone(arena_, call);
    made->arguments = arena_.copy(arguments);
    return made;
  }

  const Node* in(const In& in) {
    std::vector<const Expr*> all(in.items.begin(), in.items.end());
    all.push_back(in.operand);
    const bool is_text = in.query != nullptr ? in.operand->type == TypeClass::kText : compares_texts(all);
    const bool harmless = in.query == nullptr && std::all_of(in.items.begin(), in.items.end(), is_caseless);
    if (!is_text || harmless || is_marked(in.operand)) return &in;
    In* made = clone(arena_, in);
    made->operand = marked(in.operand);
    return made;
  }

  const Node* between(const Between& between) {
    const Expr* all[] = {between.operand, between.low, between.high};
    if (!needs_exact(all)) return &between;
    Between* made = clone(arena_, between);
    made->operand = marked(between.operand);
    return made;
  }

  const Node* case_of(const Case& expression) {
    if (expression.operand == nullptr) return &expression;
    std::vector<const Expr*> all{expression.operand};
    for (const When* when : expression.whens) all.push_back(when->condition);
    if (!needs_exact(all)) return &expression;
    Case* made = clone(arena_, expression);
    made->operand = marked(expression.operand);
    return made;
  }

  const Node* order_item(const OrderItem& item) {
    if (item.value->is<Literal>()) return &item;
    const Expr* value = exact(item.value);
    if (value == item.value) return &item;
    OrderItem* made = clone(arena_, item);
    made->value = value;
    return made;
  }

  List<const Expr*> exact_all(List<const Expr*> keys) {
    std::vector<const Expr*> made;
    for (const Expr* key : keys) made.push_back(exact(key));
    return std::equal(made.begin(), made.end(), keys.begin()) ? keys : arena_.copy(made);
  }

  const Node* window(const Window& window) {
    const auto keys = exact_all(window.partition_by);
    if (keys.data() == window.partition_by.data()) return &window;
    Window* made = clone(arena_, window);
    made->partition_by = keys;
    return made;
  }

  // Groups and distinct rows: the key that is shown has to be the very key that is grouped by.
  const Node* select(const Select& select) {
    const auto keys = exact_all(select.group_by);
    const bool groups = keys.data() != select.group_by.data();
    if (!groups && !select.distinct) return &select;
    Select* made = clone(arena_, select);
    made->group_by = keys;
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select.items) items.push_back(shown(*item, select));
    made->items = arena_.copy(items);
    return made;
  }

  const SelectItem* shown(const SelectItem& item, const Select& select) {
    const auto is_key = [&](const Expr* key) { return equal(key, item.value); };
    if (!select.distinct && std::none_of(select.group_by.begin(), select.group_by.end(), is_key)) return &item;
    const Expr* value = exact(item.value);
    if (value == item.value) return &item;
    SelectItem* made = clone(arena_, item);
    made->value = value;
    const auto* column = item.value->as<Column>();
    if (made->alias.text.empty() && column != nullptr) made->alias = column->path.back();
    return made;
  }

  Arena& arena_;
};

}  // namespace

const Node* exact_text(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) { return ExactText(context.arena).rewrite(each); });
}

}  // namespace sqlx::sql
