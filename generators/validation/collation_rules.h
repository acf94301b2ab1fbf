// When two texts are the same, by the name of their collation.
//
// Names of collations tell what they do by their beginnings and ends, on all engines; a name that
// says nothing is some locale's, in which texts are equal when their characters are, and ordered as
// the server knows.
#pragma once

#include <string_view>

namespace sqlx::generators {

struct CollationRule {
  std::string_view order;   // the constant of the runtime, templates/validation/runtime/texts.ts;
                            // empty: only the server knows
  bool is_ordered = false;  // which of two texts comes first can be told without the server
  bool is_exact = false;    // of two different characters none are equal, whatever the pattern
};

// Stands for a collation that the schema defines itself.
inline constexpr std::string_view kOwnCollation = "?";

[[nodiscard]] const CollationRule& collation_rule(std::string_view collation);

}  // namespace sqlx::generators
