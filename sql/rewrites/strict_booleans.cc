// Truth values and numbers kept apart, for a target that does not take one for the other.
//
// Where a condition stands, a number becomes `number <> 0`; where a number is wanted, a truth value
// becomes 1 or 0; and a comparison of the two makes the literal 0 or 1 a truth value. A column of
// unknown type is cast where a condition stands, which is right for both.
#include <algorithm>

#include "sql/build.h"
#include "sql/infer.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

class StrictBooleans {
 public:
  explicit StrictBooleans(const RewriteContext& context) : arena_(context.arena) {}

  const Node* rewrite(const Node* node) {
    switch (node->kind) {
      case NodeKind::kCall: return call(*node->as<Call>());
      case NodeKind::kIn: return in(*node->as<In>());
      case NodeKind::kSelect: return select(*node->as<Select>());
      case NodeKind::kJoin: return with_condition(*node->as<Join>(), &Join::on);
      case NodeKind::kUpdate: return with_condition(*node->as<Update>(), &Update::where);
      case NodeKind::kDelete: return with_condition(*node->as<Delete>(), &Delete::where);
      case NodeKind::kConstraint: return constraint(*node->as<Constraint>());
      case NodeKind::kWhen: return node;  // whether it is a condition, its CASE knows
      case NodeKind::kCase: return case_of(*node->as<Case>());
      default: return node;
    }
  }

 private:
  const Expr* condition(const Expr* value) {
    if (value == nullptr) return nullptr;
    if (const auto* extreme = value->as<Call>();
        extreme != nullptr && value->type == TypeClass::kBoolean)
      return of_truths(*extreme);
    if (value->type == TypeClass::kUnknown && value->is<Column>())
      return make_cast(arena_, value, ir::TypeKind::kBoolean);
    if (value->type == TypeClass::kText)
      value = make_call(arena_, Meaning::kToNumberLenient, {value}, *value);
    if (!is_number(value->type)) return value;
    const auto* literal = value->as<Literal>();
    if (literal != nullptr && literal->literal == LiteralKind::kInteger) {
      return boolean_literal(arena_,
                             literal->text.find_first_not_of('0') != std::string_view::npos);
    }
    return make_call(arena_, Meaning::kNotEqual, {value, integer_literal(arena_, 0)}, *value);
  }

  // max(active) as a condition: whether any is true.
  const Expr* of_truths(const Call& call) {
    if (call.meaning != Meaning::kMax && call.meaning != Meaning::kMin) return &call;
    Call* made = clone(arena_, call);
    made->meaning = call.meaning == Meaning::kMax ? Meaning::kAnyTrue : Meaning::kAllTrue;
    return made;
  }

  const Expr* number(const Expr* value) {
    if (as_call(value, Meaning::kJsonGetValue) != nullptr) return json_number(value);
    if (value->type != TypeClass::kBoolean) return value;
    if (const auto* literal = value->as<Literal>())
      return integer_literal(arena_, literal->text == "true" ? 1 : 0);
    return make_call(arena_, Meaning::kBooleanNumber, {value}, *value);
  }

  // A JSON value beside a number is one.
  const Expr* json_number(const Expr* value) {
    return as_call(value, Meaning::kJsonGetValue) == nullptr
               ? value
               : make_cast(arena_, value, ir::TypeKind::kDecimal);
  }

  template <class T>
  const Node* with_condition(const T& node, const Expr* T::*member) {
    const Expr* made = condition(node.*member);
    if (made == node.*member) return &node;
    T* copy = clone(arena_, node);
    copy->*member = made;
    return copy;
  }

  const Node* constraint(const Constraint& node) {
    return node.constraint == ConstraintKind::kCheck ? with_condition(node, &Constraint::value)
                                                     : &node;
  }

  const Node* select(const Select& node) {
    const auto* made = static_cast<const Select*>(with_condition(node, &Select::where));
    return with_condition(*made, &Select::having);
  }

  const Node* case_of(const Case& node) {
    std::vector<const When*> whens;
    for (const When* when : node.whens) {
      whens.push_back(node.operand == nullptr
                          ? static_cast<const When*>(with_condition(*when, &When::condition))
                          : when_of(*when, node.operand));
    }
    if (std::equal(whens.begin(), whens.end(), node.whens.begin())) return &node;
    Case* made = clone(arena_, node);
    made->whens = arena_.copy(whens);
    return made;
  }

  const When* when_of(const When& when, const Expr* operand) {
    const Expr* value = beside(when.condition, operand);
    if (value == when.condition) return &when;
    When* made = clone(arena_, when);
    made->condition = value;
    return made;
  }

  template <class Fn>
  const Call& with_arguments(const Call& call, Fn fn) {
    const List<const Expr*> arguments = map_list(arena_, call.arguments, fn);
    if (arguments.data() == call.arguments.data()) return call;
    Call* made = clone(arena_, call);
    made->arguments = arguments;
    return *made;
  }

  const Node* call(const Call& original) {
    const Node* with_filter = with_condition(original, &Call::filter);
    const Call& call = *with_filter->as<Call>();
    switch (info(call.meaning).takes) {
      case Takes::kBooleans:
        return &with_arguments(call, [this](const Expr* value) { return condition(value); });
      case Takes::kNumbers:
        return retyped(with_arguments(call, [this](const Expr* value) { return number(value); }),
                       call);
      default: break;
    }
    switch (call.meaning) {
      case Meaning::kConcat:
      case Meaning::kConcatSkip:
      case Meaning::kConcatWs:
        return &with_arguments(call, [this](const Expr* value) { return number(value); });
      case Meaning::kStringAgg: return joined(call);
      case Meaning::kCoalesce: return retyped(of_one_kind(call), call);
      case Meaning::kNullif: return retyped(*comparison(call)->as<Call>(), call);
      default: return is_comparison(call.meaning) ? comparison(call) : &call;
    }
  }

  // Distinct texts are sorted by themselves alone.
  const Node* joined(const Call& call) {
    const Call& made = with_arguments(call, [this](const Expr* value) { return number(value); });
    if (&made == &call || !call.distinct || call.order_by.empty()) return &made;
    Call* sorted = clone(arena_, made);
    sorted->order_by =
        map_list(arena_, call.order_by, [&](const OrderItem* item) -> const OrderItem* {
          if (!equal(item->value, call.arguments[0])) return item;
          OrderItem* copy = clone(arena_, *item);
          copy->value = made.arguments[0];
          return copy;
        });
    return sorted;
  }

  // coalesce(active, 0) is coalesce(active, false); beside any other number, a truth value is one.
  const Call& of_one_kind(const Call& call) {
    const auto is_boolean = [](const Expr* value) {
      return value->type == TypeClass::kBoolean || value->type == TypeClass::kNull;
    };
    const auto is_bit = [](const Expr* value) {
      return is_literal(value, "0") || is_literal(value, "1");
    };
    const auto is_numeric = [](const Expr* value) { return is_number(value->type); };
    const auto& all = call.arguments;
    if (std::none_of(all.begin(), all.end(),
                     [](const Expr* value) { return value->type == TypeClass::kBoolean; }))
      return call;
    if (std::none_of(all.begin(), all.end(), is_numeric)) return call;
    const bool are_truths = std::all_of(all.begin(), all.end(), [&](const Expr* value) {
      return is_boolean(value) || is_bit(value);
    });
    return with_arguments(call, [&](const Expr* value) {
      return are_truths ? (is_bit(value) ? condition(value) : value) : number(value);
    });
  }

  const Node* retyped(const Call& made, const Call& before) {
    if (&made != &before)
      infer_type(const_cast<Call&>(made));  // ours: with_arguments has just made it
    return &made;
  }

  // active = 1 is active = true; (a > b) = n is a number's comparison. Rows are compared column by
  // column.
  const Node* comparison(const Call& original) {
    const auto* left = original.arguments[0]->as<Row>();
    const auto* right = original.arguments[1]->as<Row>();
    if (left != nullptr && right != nullptr && left->items.size() == right->items.size()) {
      const Expr* made_right = row_beside(*right, *left);
      return &with_arguments(original, [&](const Expr* side) {
        return side == right ? made_right : row_beside(*left, *made_right->as<Row>());
      });
    }
    const auto is_numeric = [](const Expr* value) { return is_number(value->type); };
    const bool counts =
        std::any_of(original.arguments.begin(), original.arguments.end(), is_numeric);
    const Call& call =
        counts ? with_arguments(original, [this](const Expr* value) { return json_number(value); })
               : original;
    const auto is_boolean = [](const Expr* value) { return value->type == TypeClass::kBoolean; };
    const bool some = std::any_of(call.arguments.begin(), call.arguments.end(), is_boolean);
    const bool all = std::all_of(call.arguments.begin(), call.arguments.end(), is_boolean);
    const bool mixed =
        some && !all &&
        std::all_of(call.arguments.begin(), call.arguments.end(), [](const Expr* value) {
          return value->type == TypeClass::kBoolean || is_number(value->type);
        });
    if (!mixed) return &call;
    const bool binary =
        std::all_of(call.arguments.begin(), call.arguments.end(), [&](const Expr* value) {
          return is_boolean(value) || is_literal(value, "0") || is_literal(value, "1");
        });
    return &with_arguments(call, [&](const Expr* value) {
      return binary ? (is_boolean(value) ? value : condition(value)) : number(value);
    });
  }

  // active IN (1, 0) is active IN (true, false), also within rows.
  const Node* in(const In& original) {
    const auto items = map_list(arena_, original.items,
                                [&](const Expr* item) { return beside(item, original.operand); });
    if (items.data() == original.items.data()) return &original;
    In* made = clone(arena_, original);
    made->items = items;
    return made;
  }

  const Expr* beside(const Expr* item, const Expr* operand) {
    const auto* row = item->as<Row>();
    const auto* operands = operand->as<Row>();
    if (row != nullptr && operands != nullptr && row->items.size() == operands->items.size())
      return row_beside(*row, *operands);
    if (operand->type == TypeClass::kBoolean)
      return is_literal(item, "0") || is_literal(item, "1") ? condition(item) : item;
    return is_number(operand->type) ? number(item) : item;
  }

  const Expr* row_beside(const Row& row, const Row& operands) {
    std::size_t at = 0;
    const auto items = map_list(
        arena_, row.items, [&](const Expr* item) { return beside(item, operands.items[at++]); });
    if (items.data() == row.items.data()) return &row;
    Row* made = clone(arena_, row);
    made->items = items;
    return made;
  }

  Arena& arena_;
};

}  // namespace

const Node* strict_booleans(const Node* node, const RewriteContext& context) {
  return bottom_up<Call, In, Select, Join, Update, Delete, Constraint, Case>(
      node, context, [&](const Node* each) { return StrictBooleans(context).rewrite(each); });
}

}  // namespace sqlx::sql
