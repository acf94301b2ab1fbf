#include "introspect/sqlite/ddl_cursor.h"

#include "base/text.h"

namespace sqlx::introspect::sqlite {
namespace {

// Where the parenthesis that opens at `open` closes, or the end.
std::size_t closing(Tokens tokens, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < tokens.size(); ++i) {
    if (is_symbol(tokens[i], '(')) ++depth;
    if (is_symbol(tokens[i], ')') && --depth == 0) return i;
  }
  return tokens.size();
}

}  // namespace

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::kWord && equal_fold(token.text, word);
}

bool is_symbol(const Token& token, char symbol) {
  return token.kind == TokenKind::kSymbol && token.text.front() == symbol;
}

bool is_one_of(const Token& token, std::span<const std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return is_word(token, word); });
}

std::vector<Tokens> split_list(Tokens tokens) {
  std::vector<Tokens> items;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_symbol(tokens[i], '(')) i = closing(tokens, i);
    if (i < tokens.size() && is_symbol(tokens[i], ',')) {
      items.push_back(tokens.subspan(begin, i - begin));
      begin = i + 1;
    }
  }
  if (begin < tokens.size()) items.push_back(tokens.subspan(begin));
  return items;
}

bool in_parentheses(Tokens tokens) {
  return tokens.size() >= 2 && is_symbol(tokens[0], '(') && closing(tokens, 0) == tokens.size() - 1;
}

// SQLite nests expressions no deeper than this; without a bound, a long row of parentheses would
// cost its square.
constexpr int kDeepest = 1000;

Tokens without_parentheses(Tokens tokens) {
  for (int i = 0; i < kDeepest && in_parentheses(tokens); ++i)
    tokens = tokens.subspan(1, tokens.size() - 2);
  return tokens;
}

Token Cursor::take() {
  const Token token = peek();
  ++at_;
  return token;
}

bool Cursor::accept(std::string_view word) {
  const bool found = is_word(peek(), word);
  at_ += found ? 1 : 0;
  return found;
}

bool Cursor::accept_symbol(char symbol) {
  const bool found = is_symbol(peek(), symbol);
  at_ += found ? 1 : 0;
  return found;
}

Tokens Cursor::take_parentheses() {
  if (!is_symbol(peek(), '(')) return {};
  const std::size_t close = closing(tokens_, at_);
  const Tokens inner = tokens_.subspan(at_ + 1, close - at_ - 1);
  at_ = close + 1;
  return inner;
}

void Cursor::skip_one() {
  if (is_symbol(peek(), '(')) {
    take_parentheses();
  } else {
    ++at_;
  }
}

}  // namespace sqlx::introspect::sqlite
