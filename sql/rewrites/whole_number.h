// The value of a whole number that is written out.
#pragma once

#include <charconv>
#include <optional>

#include "sql/build.h"

namespace sqlx::sql {

// Nothing for anything but a literal, perhaps with a minus, of moderate size.
[[nodiscard]] inline std::optional<std::int64_t> whole_number(const Expr* value) {
  if (const Call* negation = as_call(value, Meaning::kNegate)) {
    const auto number = whole_number(negation->arguments[0]);
    return number ? std::optional(-*number) : std::nullopt;
  }
  const auto* literal = value->as<Literal>();
  std::int64_t number = 0;
  if (literal == nullptr || literal->literal != LiteralKind::kInteger || literal->text.size() > 17) return std::nullopt;
  std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), number);
  return number;
}

}  // namespace sqlx::sql
