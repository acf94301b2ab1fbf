// Small questions about text that every room asks: UTF-8, quoting, case, splitting, closeness of
// two words.
//
// Case here is ASCII case: identifiers of all our engines fold that way, and a locale would make
// output depend on the machine.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_letter(char c) { return is_lower(c) || is_upper(c); }
[[nodiscard]] constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
[[nodiscard]] constexpr char to_lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}
[[nodiscard]] constexpr char to_upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 32) : c;
}

// What a hexadecimal digit is worth; -1 for any other character.
[[nodiscard]] constexpr int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char folded = to_lower(c);
  return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);
[[nodiscard]] bool equal_fold(std::string_view a, std::string_view b);
[[nodiscard]] bool contains_fold(std::string_view text, std::string_view part);
[[nodiscard]] bool starts_with_fold(std::string_view text, std::string_view prefix);

[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);
void replace_all(std::string& text, std::string_view from, std::string_view to);

// [A-Za-z_][A-Za-z0-9_]*
[[nodiscard]] bool is_plain_word(std::string_view text);

// Appends `text` between two `quote`s, doubling each quote inside: the way SQL quotes names and
// strings.
void append_quoted(std::string& out, std::string_view text, char quote);
[[nodiscard]] std::string quoted(std::string_view text, char quote);

// One code point read from the front of `text`; U+FFFD and one byte for what is not UTF-8. `text`
// is not empty.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
  bool valid = true;
};
[[nodiscard]] CodePoint decode_utf8(std::string_view text);
void append_utf8(std::string& out, char32_t code_point);
[[nodiscard]] bool is_valid_utf8(std::string_view text);
[[nodiscard]] std::size_t count_characters(std::string_view text);

// C0 and C1 controls, line separators, and the marks that reorder text or take no room.
[[nodiscard]] bool disturbs_terminal(char32_t code_point);

// What a terminal may be given of a text that we did not write: control characters, bidirectional
// overrides and bytes that are not UTF-8 become escapes (`\n`, `\u202e`, `\xff`), so that a name
// can neither move the cursor nor fake a line.
[[nodiscard]] std::string printable(std::string_view text);

// The same of the first characters of a longer text, at most so many, the last of them `…`.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

// How many edits (insert, delete, replace, swap neighbours) turn one word into the other, ignoring
// case.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate a person most likely meant, if one is near enough to be worth naming.
[[nodiscard]] std::optional<std::string> closest(std::string_view word,
                                                 std::span<const std::string> candidates);

// "did you mean `orders`?", or "" when nothing is close.
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string> candidates);

// "a, b and 3 more"
[[nodiscard]] std::string enumerate(std::span<const std::string> names, std::size_t most = 8);

}  // namespace sqlx
