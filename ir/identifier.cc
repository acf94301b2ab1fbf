#include "ir/identifier.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "ir/transliterate.h"

namespace sqlx::ir {
namespace {

bool is_word_char(char c) {
  return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Does a new word begin at `i`, between two characters of words?
bool word_begins(std::string_view text, std::size_t i) {
  if (!is_upper(text[i])) return false;
  if (!is_upper(text[i - 1])) return true;  // userName, sha256Sum
  const auto small = [&](std::size_t at) { return at < text.size() && is_lower(text[at]); };
  if (!small(i + 1)) return false;                          // the middle of HTTP
  const bool plural = text[i + 1] == 's' && !small(i + 2);  // userIDs, IDsOfUsers
  return !plural;                                           // the S of HTTPServer
}

// Every code point as a number, for names of which nothing else is left.
std::string numbered(std::string_view name) {
  std::string out;
  while (!name.empty()) {
    const CodePoint next = decode_utf8(name);
    const auto value =
        next.valid ? static_cast<unsigned>(next.value) : static_cast<unsigned char>(name.front());
    fmt::format_to(std::back_inserter(out), "u{:x}", value);
    name.remove_prefix(next.bytes);
  }
  return out.empty() ? "unnamed" : out;
}

void append_word(std::string& out, std::string_view word, bool capital) {
  const bool digits_meet = !out.empty() && is_digit(out.back()) && is_digit(word.front());
  if (digits_meet || (out.empty() && is_digit(word.front()))) out += '_';
  out += capital ? to_upper(word.front()) : word.front();
  out += word.substr(1);
}

}  // namespace

std::vector<std::string_view> split_words(std::string_view name) {
  std::vector<std::string_view> words;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const bool inside = i < name.size() && is_word_char(name[i]);
    if (inside && (i == begin || !word_begins(name, i))) continue;
    if (i > begin) words.push_back(name.substr(begin, i - begin));
    begin = inside ? i : i + 1;
  }
  return words;
}

std::vector<std::string> identifier_words(std::string_view name) {
  const std::string ascii = transliterate(name);
  std::vector<std::string> words;
  for (const std::string_view word : split_words(ascii)) words.push_back(lower(word));
  if (words.empty()) words.push_back(numbered(name));
  return words;
}

std::string pascal_case(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) append_word(out, word, true);
  return out;
}

std::string camel_case(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) append_word(out, word, !out.empty());
  return out;
}

std::string snake_case(std::span<const std::string> words) {
  std::string out = join(words, "_");
  return is_digit(out.front()) ? '_' + out : out;
}

bool is_identifier(std::string_view text) { return is_plain_word(text) && !text.starts_with("__"); }

}  // namespace sqlx::ir
