// Texts told apart by case and accent, for a target that usually does not: what is compared,
// sorted, grouped or made distinct is marked `exact`.
//
// A literal without letters cannot differ in case, and is left alone unless it ends in a blank,
// which such a target may ignore. Where a dialect without types keeps what a column is from us,
// only keys are marked, and as texts of their own beside the column: whatever it is, that is right.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/shown_columns.h"

namespace sqlx::sql {
namespace {

bool is_marked(const Expr* operand) {
  return as_call(operand, Meaning::kFold) != nullptr ||
         as_call(operand, Meaning::kExact) != nullptr;
}

bool is_caseless(const Expr* operand) {
  const auto* literal = operand->as<Literal>();
  if (literal == nullptr) return false;
  const std::string_view text = literal->text;
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    return !is_letter(c) && static_cast<signed char>(c) > 0;
  });
  return plain && !text.empty() && text.back() != ' ';
}

bool is_untyped(const Expr* key) { return key->is<Column>() && key->type == TypeClass::kUnknown; }

bool compares_rows(const Call& call) {
  return is_comparison(call.meaning) && call.arguments[0]->is<Row>();
}

// What chooses one of its texts by comparing them.
bool chooses(Meaning meaning) {
  switch (meaning) {
    case Meaning::kMin:
    case Meaning::kMax:
    case Meaning::kGreatestSkip:
    case Meaning::kGreatestNull:
    case Meaning::kLeastSkip:
    case Meaning::kLeastNull:
    case Meaning::kNullif:
    case Meaning::kField: return true;
    default: return false;
  }
}

class ExactText {
 public:
  ExactText(const RewriteContext& context, bool sorts)
      : arena_(context.arena),
        source_folds_(context.from.has(wirepacks::Feature::kFoldsText)),
        sorts_(sorts) {}

  const Node* rewrite(const Node* node) {
    switch (node->kind) {
      case NodeKind::kCall: return call(*node->as<Call>());
      case NodeKind::kIn: return in(*node->as<In>());
      case NodeKind::kBetween: return between(*node->as<Between>());
      case NodeKind::kCase: return case_of(*node->as<Case>());
      case NodeKind::kOrderItem: return order_item(*node->as<OrderItem>());
      case NodeKind::kWindow: return window(*node->as<Window>());
      case NodeKind::kSelect: return select(*node->as<Select>());
      case NodeKind::kSetOperation: return set_operation(*node->as<SetOperation>());
      case NodeKind::kQuery: return query(*node->as<Query>());
      default: return node;
    }
  }

 private:
  static bool needs_exact(List<const Expr*> operands) {
    return compares_texts(operands) && std::none_of(operands.begin(), operands.end(), is_marked) &&
           !std::any_of(operands.begin(), operands.end(), is_caseless);
  }

  const Expr* exact(const Expr* operand) {
    if (operand->type != TypeClass::kText || is_marked(operand)) return operand;
    return marked(operand);
  }

  const Expr* marked(const Expr* operand) {
    return make_call(arena_, Meaning::kExact, {operand}, *operand);
  }

  const Expr* as_exact_text(const Expr* key) {
    return marked(make_cast(arena_, key, ir::TypeKind::kText));
  }

  const Node* call(const Call& call) {
    if (call.meaning == Meaning::kLikeFold && !source_folds_) return lowered_like(call);
    if (call.meaning == Meaning::kFold && !source_folds_)
      return marked(make_call(arena_, Meaning::kLower, {call.arguments[0]}, call));
    if (call.distinct && !call.arguments.empty()) return with_first(call, distinct_argument(call));
    if (chooses(call.meaning) && !source_folds_) return with_first(call, exact(call.arguments[0]));
    if (compares_rows(call)) return with_first(call, exact_row(*call.arguments[0]->as<Row>()));
    if (!is_comparison(call.meaning) || !needs_exact(call.arguments)) return &call;
    const bool first = !call.arguments[0]->is<Literal>();
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    const Expr*& operand = arguments[first ? 0 : 1];
    operand = marked(operand);
    Call* made = clone(arena_, call);
    made->arguments = arena_.copy(arguments);
    return made;
  }

  // Such a target's LIKE ignores accents, too; case alone is ignored by comparing small letters
  // exactly.
  const Node* lowered_like(const Call& call) {
    if (is_caseless(call.arguments[1])) return &call;
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    for (std::size_t i = 0; i < 2; ++i) arguments[i] = lowered(arguments[i]);
    return make_call(arena_, Meaning::kLike, arena_.copy(arguments), call);
  }

  const Expr* lowered(const Expr* text) {
    const auto* literal = text->as<Literal>();
    const bool plain =
        literal != nullptr && std::all_of(literal->text.begin(), literal->text.end(),
                                          [](char c) { return static_cast<signed char>(c) >= 0; });
    if (plain) return string_literal(arena_, lower(literal->text));
    return make_call(arena_, Meaning::kLower,
                     {is_cased(text) ? text->as<Call>()->arguments[0] : text}, *text);
  }

  // What has small or capital letters already has lost nothing that counts.
  static bool is_cased(const Expr* text) {
    const auto* call = text->as<Call>();
    if (call == nullptr) return false;
    return call->meaning == Meaning::kLower || call->meaning == Meaning::kUpper ||
           call->meaning == Meaning::kLowerAscii || call->meaning == Meaning::kUpperAscii;
  }

  const Expr* distinct_argument(const Call& call) {
    const Expr* argument = call.arguments[0];
    const bool shows_text = call.meaning == Meaning::kCount || call.meaning == Meaning::kStringAgg;
    return shows_text && !source_folds_ && is_untyped(argument) ? as_exact_text(argument)
                                                                : exact(argument);
  }

  const Node* with_first(const Call& call, const Expr* first) {
    if (first == call.arguments[0]) return &call;
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    arguments[0] = first;
    Call* made = clone(arena_, call);
    made->arguments = arena_.copy(arguments);
    return made;
  }

  const Expr* exact_row(const Row& row) {
    const auto items = exact_all(row.items);
    if (source_folds_ || items.data() == row.items.data()) return &row;
    Row* made = clone(arena_, row);
    made->items = items;
    return made;
  }

  const Node* in(const In& in) {
    if (const auto* row = in.operand->as<Row>()) return with_operand(in, exact_row(*row));
    std::vector<const Expr*> all(in.items.begin(), in.items.end());
    all.push_back(in.operand);
    const bool is_text =
        in.query != nullptr ? in.operand->type == TypeClass::kText : compares_texts(all);
    const bool harmless =
        in.query == nullptr && std::all_of(in.items.begin(), in.items.end(), is_caseless);
    if (!is_text || harmless || is_marked(in.operand)) return &in;
    return with_operand(in, marked(in.operand));
  }

  const Node* with_operand(const In& in, const Expr* operand) {
    if (operand == in.operand) return &in;
    In* made = clone(arena_, in);
    made->operand = operand;
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
    if (item.value->is<Literal>() || !sorts_) return &item;
    return with_value(item, exact(item.value));
  }

  const OrderItem* with_value(const OrderItem& item, const Expr* value) {
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

  // Keys whose type is not known stay, and have themselves as exact texts beside them.
  List<const Expr*> exact_keys(List<const Expr*> keys) {
    std::vector<const Expr*> made;
    for (const Expr* key : keys) {
      made.push_back(exact(key));
      if (is_untyped(key) && !source_folds_) made.push_back(as_exact_text(key));
    }
    return std::equal(made.begin(), made.end(), keys.begin(), keys.end()) ? keys
                                                                          : arena_.copy(made);
  }

  const Node* window(const Window& window) {
    const auto keys = exact_keys(window.partition_by);
    if (keys.data() == window.partition_by.data()) return &window;
    Window* made = clone(arena_, window);
    made->partition_by = keys;
    return made;
  }

  // Groups and distinct rows: the key that is shown has to be the very key that is grouped by.
  const Node* select(const Select& select) {
    const auto keys = exact_keys(select.group_by);
    const bool groups =
        keys.data() != select.group_by.data() || (!source_folds_ && groups_by_place(select));
    if (!groups && !select.distinct) return &select;
    Select* made = clone(arena_, select);
    made->group_by = keys;
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select.items) items.push_back(shown(*item, select));
    made->items = arena_.copy(items);
    if (select.having != nullptr) made->having = with_keys(select.having, select);
    if (select.distinct && select.group_by.empty() && !source_folds_) group_untyped(*made);
    return made;
  }

  // HAVING knows a key that is no column by its name alone, once it is marked.
  const Expr* with_keys(const Expr* having, const Select& select) {
    const auto is_it = [&](const Expr* key) {
      return !key->is<Column>() && exact(key) != key && equal(key, having);
    };
    if (std::any_of(select.group_by.begin(), select.group_by.end(), is_it))
      return named(having, select);
    const Node* made = map_children(arena_, having, [&](const Node* child) -> const Node* {
      return is_expression(child->kind) ? with_keys(static_cast<const Expr*>(child), select)
                                        : child;
    });
    return static_cast<const Expr*>(made);
  }

  const Expr* named(const Expr* key, const Select& select) {
    const auto is_shown = [&](const SelectItem* item) {
      return !item->alias.text.empty() && equal(item->value, key);
    };
    const auto found = std::find_if(select.items.begin(), select.items.end(), is_shown);
    return found == select.items.end() ? key : make_column_of(arena_, (*found)->alias, *key);
  }

  // SELECT DISTINCT a as SELECT a … GROUP BY a, exact(a).
  void group_untyped(Select& select) {
    std::vector<const Expr*> keys;
    for (const SelectItem* item : select.items) keys.push_back(item->value);
    if (std::none_of(keys.begin(), keys.end(), is_untyped)) return;
    const auto is_simple = [](const Expr* key) { return key->is<Column>() || is_marked(key); };
    if (!std::all_of(keys.begin(), keys.end(), is_simple)) return;
    select.distinct = false;
    select.group_by = exact_keys(keys);
  }

  // The item that GROUP BY 2 means; null if it means none.
  static const SelectItem* item_at(const Expr* key, const Select& select) {
    const auto* place = key->as<Literal>();
    if (place == nullptr || place->literal != LiteralKind::kInteger) return nullptr;
    std::size_t index = 0;
    std::from_chars(place->text.data(), place->text.data() + place->text.size(), index);
    return index == 0 || index > select.items.size() ? nullptr : select.items[index - 1];
  }

  bool groups_by_place(const Select& select) {
    return std::any_of(select.group_by.begin(), select.group_by.end(), [&](const Expr* key) {
      const SelectItem* item = item_at(key, select);
      return item != nullptr && exact(item->value) != item->value;
    });
  }

  const SelectItem* shown(const SelectItem& item, const Select& select) {
    const auto is_key = [&](const Expr* key) {
      return equal(key, item.value) || (!source_folds_ && item_at(key, select) == &item);
    };
    if (!select.distinct && std::none_of(select.group_by.begin(), select.group_by.end(), is_key))
      return &item;
    return exact_item(item);
  }

  const SelectItem* exact_item(const SelectItem& item) {
    const Expr* value = exact(item.value);
    if (value == item.value) return &item;
    SelectItem* made = clone(arena_, item);
    made->value = value;
    const auto* column = item.value->as<Column>();
    if (made->alias.text.empty() && column != nullptr) made->alias = column->path.back();
    return made;
  }

  // UNION and the others compare rows by the collations of the first query.
  const Node* set_operation(const SetOperation& operation) {
    if ((operation.all && operation.op == SetOperator::kUnion) || source_folds_) return &operation;
    const Body* left = with_exact_items(operation.left);
    if (left == operation.left) return &operation;
    SetOperation* made = clone(arena_, operation);
    made->left = left;
    return made;
  }

  const Body* with_exact_items(const Body* body) {
    if (const auto* operation = body->as<SetOperation>()) {
      SetOperation* made = clone(arena_, *operation);
      made->left = with_exact_items(operation->left);
      return made->left == operation->left ? body : made;
    }
    const auto* select = body->as<Select>();
    if (select == nullptr) return body;
    std::vector<const SelectItem*> items;
    for (const SelectItem* item : select->items) items.push_back(exact_item(*item));
    if (std::equal(items.begin(), items.end(), select->items.begin())) return body;
    Select* made = clone(arena_, *select);
    made->items = arena_.copy(items);
    return made;
  }

  // ORDER BY 2 sorts by what the second column shows.
  const Node* query(const Query& query) {
    std::vector<const OrderItem*> order;
    for (const OrderItem* item : query.order_by)
      order.push_back(with_value(*item, sorted_place(item->value, *query.body)));
    if (std::equal(order.begin(), order.end(), query.order_by.begin())) return &query;
    Query* made = clone(arena_, query);
    made->order_by = arena_.copy(order);
    return made;
  }

  const Expr* sorted_place(const Expr* value, const Body& body) {
    const auto* place = value->as<Literal>();
    const Select* select = first_select(&body);
    if (place == nullptr || place->literal != LiteralKind::kInteger || select == nullptr ||
        source_folds_)
      return value;
    std::size_t index = 0;
    std::from_chars(place->text.data(), place->text.data() + place->text.size(), index);
    if (index == 0 || index > select->items.size()) return value;
    const SelectItem& item = *select->items[index - 1];
    const auto* named = item.value->as<Column>();
    if (exact(item.value) == item.value ||
        (named == nullptr && item.alias.text.empty() && select != &body))
      return value;
    if (select == &body) return marked(item.value);
    Column* column = make_column(arena_, item.alias.text.empty() ? named->path.back() : item.alias);
    column->type = TypeClass::kText;
    return marked(column);
  }

  Arena& arena_;
  bool source_folds_;
  bool sorts_;  // what has an order is rows, not the parts of a key
};

// Between dialects of a family a column is in its keys what it is elsewhere.
bool keeps_keys(const Node& statement, const RewriteContext& context) {
  const bool has_keys =
      statement.is<CreateTable>() || statement.is<CreateIndex>() || statement.is<AlterTable>();
  return has_keys && context.from.family == context.pack.family;
}

}  // namespace

const Node* exact_text(const Node* node, const RewriteContext& context) {
  const bool sorts = !keeps_keys(*node, context);
  return bottom_up<Call, In, Between, Case, OrderItem, Window, Select, SetOperation, Query>(
      node, context, [&](const Node* each) { return ExactText(context, sorts).rewrite(each); });
}

}  // namespace sqlx::sql
