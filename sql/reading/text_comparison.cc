#include "sql/reading/text_comparison.h"

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
}

// A literal of plain letters is folded here and now.
const Expr* folded(const Expr* operand, Arena& arena) {
  const bool is_text = operand->type == TypeClass::kText || operand->type == TypeClass::kUnknown;
  if (!is_text || as_call(operand, Meaning::kFold) != nullptr) return operand;
  const auto* literal = operand->as<Literal>();
  if (literal == nullptr || !is_ascii(literal->text)) return make_call(arena, Meaning::kFold, {operand}, *operand);
  std::string lowered = lower(literal->text);
  lowered.erase(lowered.find_last_not_of(' ') + 1);  // such comparisons ignore blanks at the end
  if (lowered == literal->text) return operand;
  Literal* made = clone(arena, *literal);
  made->text = arena.copy(std::string_view(lowered));
  return made;
}

List<const Expr*> folded(List<const Expr*> operands, Arena& arena) {
  std::vector<const Expr*> made;
  for (const Expr* operand : operands) made.push_back(folded(operand, arena));
  return arena.copy(made);
}

// A literal that is no number or date: what it is compared with, is a text.
bool is_word(const Expr* operand) {
  const auto* literal = operand->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString && std::any_of(literal->text.begin(), literal->text.end(), is_letter);
}

bool folds(List<const Expr*> operands) {
  return compares_texts(operands) && std::none_of(operands.begin(), operands.end(), [](const Expr* each) { return each->exact_text; });
}

bool has_fold(List<const Expr*> operands) {
  return std::any_of(operands.begin(), operands.end(), [](const Expr* each) { return as_call(each, Meaning::kFold) != nullptr; });
}

const Expr* fold_call(const Call& call, Arena& arena) {
  if (call.meaning == Meaning::kCount && call.distinct) {
    Call* made = clone(arena, call);
    made->arguments = arena.list(fold_key(call.arguments[0], arena));
    return made;
  }
  if (!is_comparison(call.meaning) || !(folds(call.arguments) || has_fold(call.arguments))) return &call;
  Call* made = clone(arena, call);
  made->arguments = folded(call.arguments, arena);
  return made;
}

// The one column of a query, folded; null if it is not a plain SELECT of a text.
const Query* folded(const Query& query, Arena& arena) {
  const auto* select = query.body->as<Select>();
  if (select == nullptr || select->items.size() != 1 || select->items[0]->value->type != TypeClass::kText) return nullptr;
  SelectItem* item = clone(arena, *select->items[0]);
  item->value = folded(item->value, arena);
  Select* made = clone(arena, *select);
  made->items = arena.list(static_cast<const SelectItem*>(item));
  Query* whole = clone(arena, query);
  whole->body = made;
  return whole;
}

const Expr* fold_in_query(const In& in, Arena& arena) {
  const Query* query = in.operand->type == TypeClass::kText && !in.operand->exact_text ? folded(*in.query, arena) : nullptr;
  if (query == nullptr) return &in;
  In* made = clone(arena, in);
  made->operand = folded(in.operand, arena);
  made->query = query;
  return made;
}

const Expr* fold_in(const In& in, Arena& arena) {
  if (in.query != nullptr) return fold_in_query(in, arena);
  std::vector<const Expr*> all(in.items.begin(), in.items.end());
  all.push_back(in.operand);
  if (!folds(all)) return &in;
  In* made = clone(arena, in);
  made->operand = folded(in.operand, arena);
  made->items = folded(in.items, arena);
  return made;
}

const Expr* fold_between(const Between& between, Arena& arena) {
  const Expr* all[] = {between.operand, between.low, between.high};
  if (!folds(all)) return &between;
  Between* made = clone(arena, between);
  made->operand = folded(between.operand, arena);
  made->low = folded(between.low, arena);
  made->high = folded(between.high, arena);
  return made;
}

const Expr* fold_case(const Case& expression, Arena& arena) {
  if (expression.operand == nullptr) return &expression;
  std::vector<const Expr*> all{expression.operand};
  for (const When* when : expression.whens) all.push_back(when->condition);
  if (!folds(all)) return &expression;
  Case* made = clone(arena, expression);
  made->operand = folded(expression.operand, arena);
  std::vector<const When*> whens;
  for (const When* when : expression.whens) {
    When* copy = clone(arena, *when);
    copy->condition = folded(when->condition, arena);
    whens.push_back(copy);
  }
  made->whens = arena.copy(whens);
  return made;
}

}  // namespace

bool is_comparison(Meaning meaning) {
  return (meaning >= Meaning::kEqual && meaning <= Meaning::kGreaterEqual) || meaning == Meaning::kSame;
}

bool compares_texts(List<const Expr*> operands) {
  const bool has_word = std::any_of(operands.begin(), operands.end(), is_word);
  std::size_t texts = 0;
  for (const Expr* operand : operands) {
    if (operand->type == TypeClass::kNull) continue;
    const bool may_be_text = has_word && operand->type == TypeClass::kUnknown && operand->is<Column>();
    if (operand->type != TypeClass::kText && !may_be_text) return false;
    ++texts;
  }
  return texts > 1;
}

const Expr* spread_fold(const Expr* expression, Arena& arena) {
  const auto* call = expression->as<Call>();
  return call != nullptr && is_comparison(call->meaning) && has_fold(call->arguments) ? fold_call(*call, arena) : expression;
}

const Expr* fold_comparison(const Expr* expression, Arena& arena) {
  switch (expression->kind) {
    case NodeKind::kCall: return fold_call(*expression->as<Call>(), arena);
    case NodeKind::kIn: return fold_in(*expression->as<In>(), arena);
    case NodeKind::kBetween: return fold_between(*expression->as<Between>(), arena);
    case NodeKind::kCase: return fold_case(*expression->as<Case>(), arena);
    default: return expression;
  }
}

const Expr* fold_key(const Expr* key, Arena& arena) {
  return key->is<Literal>() || key->exact_text || key->type != TypeClass::kText ? key : folded(key, arena);
}

}  // namespace sqlx::sql
