#include "sql/print/precedence.h"

#include <algorithm>

namespace sqlx::sql {
namespace {

using wirepacks::Associates;
using wirepacks::Operator;
using wirepacks::OperatorForm;
using wirepacks::WirePack;

// Sorted.
constexpr std::string_view kPredicates[] = {
    "<",
    "<=",
    "<=>",
    "<>",
    "=",
    ">",
    ">=",
    "GLOB",
    "ILIKE",
    "IS",
    "IS DISTINCT FROM",
    "LIKE",
    "MATCH",
    "MEMBER OF",
    "OVERLAPS",
    "REGEXP",
    "RLIKE",
    "SIMILAR TO",
    "SOUNDS LIKE",
};
static_assert(std::is_sorted(std::begin(kPredicates), std::end(kPredicates)));

// Most operators are told by how they begin.
bool is_predicate(std::string_view op) {
  constexpr std::string_view kFirst = "<=>GILMORS";
  return !op.empty() && kFirst.find(op.front()) != std::string_view::npos &&
         std::binary_search(std::begin(kPredicates), std::end(kPredicates), op);
}

std::uint8_t level_of(const Operator* op) { return op == nullptr ? kLoosest : op->level; }

std::uint8_t infix_level(std::string_view spelling, const WirePack& pack) {
  return level_of(pack.find_operator(spelling, OperatorForm::kInfix));
}

std::uint8_t level_of_call(const Call& call, const WirePack& pack) {
  const bool is_operator = call.form == CallForm::kInfix || call.form == CallForm::kPrefix ||
                           call.form == CallForm::kPostfix;
  return is_operator ? level_of(operator_of(call, pack)) : kPrimary;
}

// A number that a rewrite made negative is what a minus before it would be.
std::uint8_t level_of_literal(const Literal& literal, const WirePack& pack) {
  const bool is_text =
      literal.literal == LiteralKind::kString || literal.literal == LiteralKind::kBytes;
  if (is_text || !literal.text.starts_with('-')) return kPrimary;
  return level_of(pack.find_operator("-", OperatorForm::kPrefix));
}

}  // namespace

const Operator* operator_of(const Call& call, const WirePack& pack) {
  if (call.name.empty()) return nullptr;
  const std::string_view spelling = call.name.size() > 1 ? "OPERATOR" : call.name.back().text;
  switch (call.form) {
    case CallForm::kInfix: return pack.find_operator(spelling, OperatorForm::kInfix);
    case CallForm::kPrefix: return pack.find_operator(spelling, OperatorForm::kPrefix);
    case CallForm::kPostfix: return pack.find_operator(spelling, OperatorForm::kPostfix);
    case CallForm::kFunction:
    case CallForm::kWord:
    case CallForm::kSyntax: return nullptr;
  }
  return nullptr;
}

std::uint8_t level_of(const Expr& expr, const WirePack& pack) {
  if (const auto* call = expr.as<Call>()) return level_of_call(*call, pack);
  if (const auto* literal = expr.as<Literal>()) return level_of_literal(*literal, pack);
  if (const auto* quantified = expr.as<Quantified>()) return infix_level(quantified->op, pack);
  if (const auto* cast = expr.as<Cast>())
    return cast->form == CastForm::kOperator ? infix_level("::", pack) : kPrimary;
  if (expr.is<Collate>()) return infix_level("COLLATE", pack);
  if (expr.is<Between>()) return infix_level("BETWEEN", pack);
  if (expr.is<In>()) return infix_level("IN", pack);
  return kPrimary;
}

bool is_predicate(const Expr& expr) {
  if (expr.is<In>() || expr.is<Between>() || expr.is<Quantified>()) return true;
  const auto* call = expr.as<Call>();
  if (call == nullptr || call->name.empty()) return false;
  if (call->form == CallForm::kPostfix) return true;
  return call->form == CallForm::kInfix && is_predicate(call->name.back().text);
}

Sides sides_of(const Operator* op) {
  if (op == nullptr) return {};
  const auto above = static_cast<std::uint8_t>(op->level + 1);
  const Associates associates = op->associates;
  return {.left = associates == Associates::kLeft ? op->level : above,
          .right = associates == Associates::kRight ? op->level : above};
}

}  // namespace sqlx::sql
