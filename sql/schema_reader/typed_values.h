// Values of an engine that types everything, as it writes them: a text, its type, and the casts
// that bring two of them together.
//
// Types are words of the catalog without their arguments, "character varying". `kUnknown` is a
// constant in quotes whose type is still open: it takes that of what it meets. Nothing is known of
// a type whose word is empty, and then nothing is added.
#pragma once

#include <string>
#include <string_view>

#include "sql/ast/ast.h"

namespace sqlx::sql::schema_reader {

inline constexpr std::string_view kUnknown = "?";
inline constexpr std::string_view kText = "text";
inline constexpr std::string_view kBoolean = "boolean";
inline constexpr std::string_view kNumeric = "numeric";
inline constexpr std::string_view kDouble = "double precision";

struct Typed {
  std::string text;
  std::string type;
  const Literal* literal = nullptr;  // of a constant in quotes, or NULL, that still has no type
  bool implicit =
      false;  // `text` ends with a cast that nobody wrote, and `bare` is what it was without
  std::string bare;
};

[[nodiscard]] bool is_whole(std::string_view type);
[[nodiscard]] bool is_varying(std::string_view type);
[[nodiscard]] bool is_textual(const Typed& value);  // or not known

// "character varying(5)[]" is "character varying[]".
[[nodiscard]] std::string without_arguments(std::string_view words);

[[nodiscard]] Typed constant(const Literal& literal);

// A constant in quotes becomes one of the type that it meets.
[[nodiscard]] Typed typed_constant(const Literal& literal, std::string_view type);
[[nodiscard]] Typed coerced(Typed value, std::string_view type);

// Both sides of a comparison get the type in which they can be compared.
void meet(Typed& left, Typed& right);

// Empty if they are compared as they are.
[[nodiscard]] std::string common_type(const std::string& left, const std::string& right);

[[nodiscard]] std::string pair(const Typed& left, std::string_view word, const Typed& right);
[[nodiscard]] Typed arithmetic(Typed left, std::string_view word, Typed right);

}  // namespace sqlx::sql::schema_reader
