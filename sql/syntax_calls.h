// Calls with words of their own between the parentheses: EXTRACT(YEAR FROM a), TRIM(BOTH a FROM b),
// POSITION(a IN b).
//
// One table for all who read or write them. Such a call (`CallForm::kSyntax`) is known by its name
// and the number of its arguments, in the order of the table's places; an argument that is a word
// of the grammar (YEAR, BOTH, a character set) is a string literal.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace sqlx::sql {

// In `form`: `{}` is the next argument as any expression, `{operand}` one that must be tighter than
// IN, `{WORD}` a word in capitals,
// `{word}` one as it is, `{row}` a row's items, `{type}` a cast as `value AS type`, `{...}` all
// arguments but those of the places behind it, `{1}` the argument of that number. Signs and words
// around the places are written as they are.
struct SyntaxCall {
  std::string_view name;
  std::size_t arguments = 0;  // 0: any number
  std::string_view form;
};

[[nodiscard]] std::span<const SyntaxCall> syntax_calls();
[[nodiscard]] const SyntaxCall* find_syntax_call(std::string_view name, std::size_t arguments);

}  // namespace sqlx::sql
