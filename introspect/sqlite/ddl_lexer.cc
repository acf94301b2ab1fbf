#include "introspect/sqlite/ddl_lexer.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::introspect::sqlite {
namespace {

constexpr bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// SQLite's white space leaves out the vertical tab, which base/text.h counts in.
constexpr bool is_blank(char c) { return is_space(c) && c != '\v'; }

// Where what is at `at` ends: at the first `end` from `from` on, or with the text.
std::size_t end_after(std::string_view sql, std::string_view end, std::size_t from) {
  const std::size_t found = sql.find(end, std::min(from, sql.size()));
  return found == std::string_view::npos ? sql.size() : found + end.size();
}

std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  if (quote == '[') return end_after(sql, "]", at);
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (sql[i] != quote) continue;
    if (i + 1 >= sql.size() || sql[i + 1] != quote) return i + 1;
    ++i;
  }
  return sql.size();
}

std::size_t end_of_word(std::string_view sql, std::size_t at) {
  while (at < sql.size() && is_word_character(sql[at])) ++at;
  return at;
}

// 12, 1.5e-3, .5, 0xFF
std::size_t end_of_number(std::string_view sql, std::size_t at) {
  const bool hexadecimal = starts_with_fold(sql.substr(at), "0x");
  for (; at < sql.size(); ++at) {
    const char c = sql[at];
    const bool exponent_sign =
        (c == '+' || c == '-') && to_lower(sql[at - 1]) == 'e' && !hexadecimal;
    if (!is_word_character(c) && c != '.' && !exponent_sign) break;
  }
  return at;
}

std::size_t skip_blanks_and_comments(std::string_view sql, std::size_t at) {
  while (at < sql.size()) {
    const std::string_view rest = sql.substr(at);
    if (is_blank(rest[0])) {
      ++at;
    } else if (rest.starts_with("--")) {
      at = end_after(sql, "\n", at);
    } else if (rest.starts_with("/*")) {
      at = end_after(sql, "*/", at + 2);
    } else {
      break;
    }
  }
  return at;
}

struct End {
  TokenKind kind;
  std::size_t at;
};

End end_of_token(std::string_view sql, std::size_t at) {
  const char c = sql[at];
  const char next = at + 1 < sql.size() ? sql[at + 1] : '\0';
  if (c == '\'') return {TokenKind::kString, end_of_quoted(sql, at)};
  if (c == '"' || c == '`' || c == '[') return {TokenKind::kName, end_of_quoted(sql, at)};
  if (to_lower(c) == 'x' && next == '\'') return {TokenKind::kBlob, end_of_quoted(sql, at + 1)};
  if (is_digit(c) || (c == '.' && is_digit(next)))
    return {TokenKind::kNumber, end_of_number(sql, at)};
  if (is_word_character(c)) return {TokenKind::kWord, end_of_word(sql, at)};
  return {TokenKind::kSymbol, at + 1};
}

}  // namespace

std::vector<Token> lex(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = skip_blanks_and_comments(sql, 0); at < sql.size();) {
    const End end = end_of_token(sql, at);
    tokens.push_back({end.kind, sql.substr(at, end.at - at)});
    at = skip_blanks_and_comments(sql, end.at);
  }
  return tokens;
}

std::string unquoted(const Token& token) {
  if (token.kind != TokenKind::kName && token.kind != TokenKind::kString)
    return std::string(token.text);
  const char quote = token.text.front() == '[' ? ']' : token.text.front();
  std::string_view inner = token.text.substr(1);
  if (inner.ends_with(quote)) inner.remove_suffix(1);
  std::string name(inner);
  if (quote != ']') replace_all(name, std::string(2, quote), std::string(1, quote));
  return name;
}

std::string source_text(std::span<const Token> tokens) {
  if (tokens.empty()) return {};
  const char* begin = tokens.front().text.data();
  const char* end = tokens.back().text.data() + tokens.back().text.size();
  return {begin, end};
}

}  // namespace sqlx::introspect::sqlite
