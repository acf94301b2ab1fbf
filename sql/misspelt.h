// The hint for a word that was meant to be a keyword: SELCT, FORM, WEHRE.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::sql {

// `found` is the word that does not fit, `before` the one before it, which may have passed for a
// name: in `SELECT a FORM t` it is `t` that does not fit. Empty if neither is like the beginning of
// a statement or clause.
[[nodiscard]] std::string misspelt_keyword(std::string_view found, std::string_view before);

}  // namespace sqlx::sql
