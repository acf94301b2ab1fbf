// Singular and plural of English words: `order_items` → `order_item`, `person` → `people`.
//
// A schema's names come in every language, and a wrong inflection (`Kurs` → `Kur`) is worse than
// none. So the rules only act where English leaves little doubt, exceptions stand in a table
// (ir/inflect_words.def), and a word that they do not know comes back unchanged: one that just ends
// in s, one without vowels, one with digits or letters beyond ASCII.
//
// Only the last word is inflected, however the name is spelled (snake_case, camelCase, kebab-case,
// with spaces), and it keeps its case.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::ir {

[[nodiscard]] std::string singular(std::string_view name);
[[nodiscard]] std::string plural(std::string_view name);

}  // namespace sqlx::ir
