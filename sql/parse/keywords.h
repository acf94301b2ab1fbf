// The words that the grammar knows, and the table that finds them.
//
// Being in this list does not reserve a word: what a dialect reserves stands in its pack. The table
// is a perfect hash that the compiler builds, so that a word of the text is hashed once and
// compared once.
#pragma once

#include <cstdint>
#include <string_view>

namespace sqlx::sql {

enum class Word : std::uint16_t {
  kNone,  // a name that the grammar does not know
#define SQLX_WORD(enumerator, text) enumerator,
#include "sql/parse/keywords.def"
#undef SQLX_WORD
  kCount
};

// In any case; kNone for what is not in the list.
[[nodiscard]] Word find_word(std::string_view text);

// In capitals.
[[nodiscard]] std::string_view to_string(Word word);

}  // namespace sqlx::sql
