// Letters beyond ASCII in ASCII, where there is a spelling that everybody expects: é → e, ß → ss, Ж
// → Zh.
#pragma once

#include <string>
#include <string_view>

namespace sqlx::ir {

// Latin, Greek and Cyrillic letters become ASCII ones; accents that stand alone go; spaces and
// punctuation become a space; any other character becomes `u` and its number in hexadecimal. Bytes
// that are not UTF-8 become `x` and their number. ASCII is kept.
[[nodiscard]] std::string transliterate(std::string_view text);

}  // namespace sqlx::ir
