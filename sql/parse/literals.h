// What strings, quoted names and numbers of the text hold: quotes taken off, escapes undone. Done
// only when a token is used.
//
// A text without escapes is a view of the statement; others are written to the arena. The functions
// give nothing for what is malformed, such as an odd number of hexadecimal digits.
#pragma once

#include <optional>
#include <string_view>

#include "base/arena.h"
#include "sql/parse/token.h"

namespace sqlx::sql {

// Of a string or a quoted name, as its style says; of X'…' the bytes, of B'…' the digits. `escape`
// begins escapes in '…'; 0: nothing does.
[[nodiscard]] std::optional<std::string_view> decode(std::string_view text, const Token& token,
                                                     char escape, Arena& arena);

// "414243" is "ABC".
[[nodiscard]] std::optional<std::string_view> decode_hex(std::string_view digits, Arena& arena);

// "1F" is "00011111".
[[nodiscard]] std::optional<std::string_view> hex_to_bits(std::string_view digits, Arena& arena);

}  // namespace sqlx::sql
