// Numbers that are written out, as literals and at the front of texts.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

#include "base/text.h"
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
  if (literal == nullptr || literal->literal != LiteralKind::kInteger || literal->text.size() > 17)
    return std::nullopt;
  std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), number);
  return number;
}

// What a text begins with, behind blanks: digits, perhaps with a minus, a point and an exponent.
// Empty if it is no number.
[[nodiscard]] inline std::string_view leading_number(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
    text.remove_prefix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  const std::string_view unsigned_text = text.starts_with('-') ? text.substr(1) : text;
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_number = read.ec == std::errc() && !unsigned_text.empty() &&
                         (is_digit(unsigned_text.front()) || unsigned_text.front() == '.');
  return is_number ? text.substr(0, static_cast<std::size_t>(read.ptr - text.data()))
                   : std::string_view();
}

}  // namespace sqlx::sql
