#include "sql/pg_query/source_scan.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql::pg_query {
namespace {

constexpr std::string_view kOperatorSigns = "+-*/<>=~!@#%^&|`?";

bool is_word_sign(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool begins_comment(std::string_view text, std::size_t at) {
  return text.substr(at, 2) == "--" || text.substr(at, 2) == "/*";
}

std::size_t block_comment_end(std::string_view text, std::size_t at) {
  std::size_t depth = 1;
  for (at += 2; at < text.size() && depth != 0; ++at) {
    const std::string_view two = text.substr(at, 2);
    if (two == "/*") ++depth, ++at;
    if (two == "*/") --depth, ++at;
  }
  return std::min(at, text.size());
}

// From the opening quote; a doubled one belongs to the content.
std::size_t quoted_end(std::string_view text, std::size_t at, bool backslashes) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (backslashes && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (at + 1 == text.size() || text[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return text.size();
}

// $1, or $tag$…$tag$.
std::size_t dollar_end(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_word_sign(text[end]) && text[end] != '$') ++end;
  if (end == text.size() || text[end] != '$' || (end > at + 1 && is_digit(text[at + 1])))
    return end;
  const std::string_view tag = text.substr(at, end + 1 - at);
  const std::size_t close = text.find(tag, end + 1);
  return close == std::string_view::npos ? text.size() : close + tag.size();
}

std::size_t number_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const char c = text[at];
    if (!is_word_sign(c) && c != '.') break;
    ++at;
    const bool is_exponent =
        to_lower(c) == 'e' && at < text.size() && (text[at] == '-' || text[at] == '+');
    if (is_exponent) ++at;
  }
  return at;
}

// A word, or the string of which it is the prefix: E'…', B'…', U&'…'.
std::size_t word_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_word_sign(text[end])) ++end;
  if (end != at + 1 || end == text.size()) return end;
  const char prefix = to_lower(text[at]);
  if (prefix == 'u' && text[end] == '&' && end + 1 < text.size() &&
      (text[end + 1] == '\'' || text[end + 1] == '"')) {
    return quoted_end(text, end + 1, false);
  }
  const bool is_prefix = prefix == 'e' || prefix == 'b' || prefix == 'x' || prefix == 'n';
  return is_prefix && text[end] == '\'' ? quoted_end(text, end, prefix == 'e') : end;
}

std::size_t operator_end(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && kOperatorSigns.find(text[at]) != std::string_view::npos &&
         !begins_comment(text, at));
  return at;
}

}  // namespace

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
    } else if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at, 2) == "/*") {
      at = block_comment_end(text, at);
    } else {
      break;
    }
  }
  return std::min(at, text.size());
}

std::size_t token_end(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_digit(c) || (c == '.' && at + 1 < text.size() && is_digit(text[at + 1])))
    return number_end(text, at);
  if (c == '$') return dollar_end(text, at);
  if (is_word_sign(c)) return word_end(text, at);
  if (c == '\'' || c == '"') return quoted_end(text, at, false);
  if (kOperatorSigns.find(c) != std::string_view::npos) return operator_end(text, at);
  return text.substr(at, 2) == "::" ? at + 2 : at + 1;
}

}  // namespace sqlx::sql::pg_query
