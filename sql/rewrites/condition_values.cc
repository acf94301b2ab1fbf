// Conditions and values kept apart, for a target that has no type for truth values: WHERE takes
// nothing else than a condition, and a condition is nothing that could be shown or stored.
//
// A condition where a value is wanted becomes CASE WHEN … THEN 1 … END, NULL staying NULL; a value
// where a condition is wanted becomes value = 1 (value <> 0 if it is a number).
#include <algorithm>

#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

// Whether packs write it as a condition: all that compares, but no column, no CASE, no aggregate.
bool is_condition(const Expr& expr) {
  if (expr.is<In>() || expr.is<Between>() || expr.is<Exists>() || expr.is<Quantified>())
    return true;
  const auto* call = expr.as<Call>();
  if (call == nullptr || call->meaning == Meaning::kNone) return false;
  const MeaningInfo& meaning = info(call->meaning);
  return meaning.gives == Gives::kBoolean && meaning.role == Role::kScalar;
}

class ConditionValues {
 public:
  explicit ConditionValues(Arena& arena) : arena_(arena) {}

  const Node* rewrite(const Node* node) {
    switch (node->kind) {
      case NodeKind::kCall: return call(*node->as<Call>());
      case NodeKind::kCase: return case_of(*node->as<Case>());
      case NodeKind::kSelect:
        return as_condition(as_condition(node->as<Select>(), &Select::where), &Select::having);
      case NodeKind::kJoin: return as_condition(node->as<Join>(), &Join::on);
      case NodeKind::kUpdate: return as_condition(node->as<Update>(), &Update::where);
      case NodeKind::kDelete: return as_condition(node->as<Delete>(), &Delete::where);
      case NodeKind::kMerge: return as_condition(node->as<Merge>(), &Merge::on);
      case NodeKind::kMergeClause:
        return as_condition(node->as<MergeClause>(), &MergeClause::condition);
      case NodeKind::kConstraint: return constraint(*node->as<Constraint>());
      case NodeKind::kSelectItem: return as_value(node->as<SelectItem>(), &SelectItem::value);
      case NodeKind::kOrderItem: return as_value(node->as<OrderItem>(), &OrderItem::value);
      case NodeKind::kAssignment: return as_value(node->as<Assignment>(), &Assignment::value);
      case NodeKind::kCast: return as_value(node->as<Cast>(), &Cast::operand);
      case NodeKind::kIn: return as_value(node->as<In>(), &In::operand);
      case NodeKind::kRow: return row(*node->as<Row>());
      default: return node;
    }
  }

 private:
  const Expr* condition(const Expr* value) {
    if (value == nullptr || is_condition(*value)) return value;
    if (is_literal(value, "true") || is_literal(value, "false")) {
      return make_call(
          arena_, Meaning::kEqual,
          {integer_literal(arena_, 1), integer_literal(arena_, is_literal(value, "true") ? 1 : 0)},
          *value);
    }
    const bool is_counted = is_number(value->type);
    return make_call(arena_, is_counted ? Meaning::kNotEqual : Meaning::kEqual,
                     {value, integer_literal(arena_, is_counted ? 0 : 1)}, *value);
  }

  const When* when(const Expr* condition, std::int64_t result) {
    auto* made = arena_.make<When>();
    made->condition = condition;
    made->result = integer_literal(arena_, result);
    return made;
  }

  const Expr* value(const Expr* expr) {
    if (expr == nullptr || !is_condition(*expr)) return expr;
    auto* made = arena_.make<Case>();
    made->type = TypeClass::kBoolean;
    made->nullable = expr->nullable;
    made->whens = arena_.list(when(expr, 1));
    if (expr->nullable) {
      made->whens =
          arena_.list(when(expr, 1), when(make_call(arena_, Meaning::kNot, {expr}, *expr), 0));
    } else {
      made->otherwise = integer_literal(arena_, 0);
    }
    return made;
  }

  template <class T>
  const T* as_condition(const T* node, const Expr* T::*member) {
    return with(node, member, condition(node->*member));
  }
  template <class T>
  const T* as_value(const T* node, const Expr* T::*member) {
    return with(node, member, value(node->*member));
  }
  template <class T>
  const T* with(const T* node, const Expr* T::*member, const Expr* made) {
    if (made == node->*member) return node;
    T* copy = clone(arena_, *node);
    copy->*member = made;
    return copy;
  }

  List<const Expr*> values(List<const Expr*> items) {
    std::vector<const Expr*> made;
    for (const Expr* item : items) made.push_back(value(item));
    return arena_.copy(made);
  }

  const Node* call(const Call& original) {
    Call* made = clone(arena_, original);
    const bool takes_conditions = info(original.meaning).takes == Takes::kBooleans;
    std::vector<const Expr*> arguments;
    for (const Expr* argument : original.arguments)
      arguments.push_back(takes_conditions ? condition(argument) : value(argument));
    made->arguments = arena_.copy(arguments);
    made->filter = condition(original.filter);
    return made;
  }

  const Node* case_of(const Case& original) {
    Case* made = clone(arena_, original);
    std::vector<const When*> whens;
    for (const When* each : original.whens) {
      const When* tested = original.operand == nullptr ? as_condition(each, &When::condition)
                                                       : as_value(each, &When::condition);
      whens.push_back(as_value(tested, &When::result));
    }
    made->whens = arena_.copy(whens);
    made->operand = value(original.operand);
    made->otherwise = value(original.otherwise);
    return made;
  }

  const Node* constraint(const Constraint& constraint) {
    if (constraint.constraint == ConstraintKind::kCheck)
      return as_condition(&constraint, &Constraint::value);
    return as_value(&constraint, &Constraint::value);
  }

  const Node* row(const Row& original) {
    if (std::none_of(original.items.begin(), original.items.end(),
                     [](const Expr* item) { return is_condition(*item); }))
      return &original;
    Row* made = clone(arena_, original);
    made->items = values(original.items);
    return made;
  }

  Arena& arena_;
};

}  // namespace

const Node* condition_values(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kBooleanValues)) return node;
  return bottom_up<Call, Case, Select, Join, Update, Delete, Merge, MergeClause, Constraint,
                   SelectItem, OrderItem, Assignment, Cast, In, Row>(
      node, context,
      [&](const Node* each) { return ConditionValues(context.arena).rewrite(each); });
}

}  // namespace sqlx::sql
