// Who needs parentheses: how tightly an expression holds together, from the operators of the pack.
//
// Where dialects, or an engine's grammar and its manual, disagree, parentheses are written though
// this dialect may not need them: a comparison, LIKE, IN, BETWEEN or IS never stands bare inside
// another one.
#pragma once

#include <cstdint>

#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

inline constexpr std::uint8_t kLoosest = 0;  // an operator that the pack doesn't know
inline constexpr std::uint8_t kPrimary =
    255;  // a name, a literal, a call, anything in brackets of its own

[[nodiscard]] std::uint8_t level_of(const Expr& expr, const wirepacks::WirePack& pack);

// Has a truth value and two sides: what must not stand beside its like.
[[nodiscard]] bool is_predicate(const Expr& expr);

// The loosest that may stand bare on either side of an operator.
struct Sides {
  std::uint8_t left = kPrimary;
  std::uint8_t right = kPrimary;
};
[[nodiscard]] Sides sides_of(const wirepacks::Operator* op);

// A call's operator in the pack, null if it is a function or the pack lacks it.
[[nodiscard]] const wirepacks::Operator* operator_of(const Call& call,
                                                     const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
