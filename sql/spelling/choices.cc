#include "sql/spelling/choices.h"

#include <vector>

#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

const When* when(const Expr* condition, const Expr* result, Arena& arena) {
  auto* made = arena.make<When>();
  made->condition = condition;
  made->result = result;
  return made;
}

const Expr* case_of(const Expr* operand, const std::vector<const When*>& whens,
                    const Expr* otherwise, Arena& arena) {
  auto* made = arena.make<Case>();
  made->operand = operand;
  made->whens = arena.copy(whens);
  made->otherwise = otherwise;
  infer_type(*made);
  return made;
}

const Expr* number(std::size_t value, Arena& arena) {
  return integer_literal(arena, static_cast<std::int64_t>(value));
}

// CASE a WHEN b THEN 1 WHEN c THEN 2 ELSE 0 END
const Expr* field(List<const Expr*> arguments, Arena& arena) {
  std::vector<const When*> whens;
  for (std::size_t i = 1; i < arguments.size(); ++i)
    whens.push_back(when(arguments[i], number(i, arena), arena));
  return case_of(arguments[0], whens, number(0, arena), arena);
}

// CASE n WHEN 1 THEN a WHEN 2 THEN b END
const Expr* elt(List<const Expr*> arguments, Arena& arena) {
  std::vector<const When*> whens;
  for (std::size_t i = 1; i < arguments.size(); ++i)
    whens.push_back(when(number(i, arena), arguments[i], arena));
  return case_of(arguments[0], whens, nullptr, arena);
}

// CASE WHEN n IS NULL THEN -1 WHEN n < a THEN 0 WHEN n < b THEN 1 ELSE 2 END
const Expr* interval_index(List<const Expr*> arguments, Arena& arena) {
  const Expr* value = arguments[0];
  std::vector<const When*> whens{
      when(make_call(arena, Meaning::kIsNull, {value}, *value), integer_literal(arena, -1), arena)};
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    whens.push_back(when(make_call(arena, Meaning::kLess, {value, arguments[i]}, *value),
                         number(i - 1, arena), arena));
  }
  return case_of(nullptr, whens, number(arguments.size() - 1, arena), arena);
}

}  // namespace

const Expr* as_case(const Call& call, Arena& arena) {
  if (call.meaning == Meaning::kField) return field(call.arguments, arena);
  return call.meaning == Meaning::kElt ? elt(call.arguments, arena)
                                       : interval_index(call.arguments, arena);
}

}  // namespace sqlx::sql
