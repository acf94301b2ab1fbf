// What the operator of `a > ALL (…)` means between two values.
#pragma once

#include <string_view>
#include <utility>

#include "sql/meaning.h"

namespace sqlx::sql {

// None for an operator that is not known here.
[[nodiscard]] inline Meaning comparison_of(std::string_view op) {
  constexpr std::pair<std::string_view, Meaning> kMeanings[] = {
      {"=", Meaning::kEqual},      {"<>", Meaning::kNotEqual},   {"<", Meaning::kLess},
      {"<=", Meaning::kLessEqual}, {">", Meaning::kGreater},     {">=", Meaning::kGreaterEqual},
      {"LIKE", Meaning::kLike},    {"ILIKE", Meaning::kLikeFold}};
  for (const auto& [spelling, meaning] : kMeanings) {
    if (spelling == op) return meaning;
  }
  return Meaning::kNone;
}

}  // namespace sqlx::sql
