// Walking over tokens: one at a time, by keyword, or a balanced pair of parentheses at once. Behind
// the last token stands a kEnd that matches nothing, so a reader that goes too far finds nothing
// and does no harm.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "introspect/sqlite/ddl_lexer.h"

namespace sqlx::introspect::sqlite {

using Tokens = std::span<const Token>;

[[nodiscard]] bool is_word(const Token& token, std::string_view word);  // a bare one, in any case
[[nodiscard]] bool is_symbol(const Token& token, char symbol);
[[nodiscard]] bool is_one_of(const Token& token, std::span<const std::string_view> words);

// The tokens between commas that stand in no parentheses.
[[nodiscard]] std::vector<Tokens> split_list(Tokens tokens);

// Whether one pair of parentheses holds all of these; and what stands in it, and in the pairs
// inside.
[[nodiscard]] bool in_parentheses(Tokens tokens);
[[nodiscard]] Tokens without_parentheses(Tokens tokens);

class Cursor {
 public:
  explicit Cursor(Tokens tokens) : tokens_(tokens) {}

  [[nodiscard]] bool done() const { return at_ >= tokens_.size(); }
  [[nodiscard]] Token peek(std::size_t ahead = 0) const {
    return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead] : Token{};
  }
  [[nodiscard]] Tokens rest() const { return tokens_.subspan(std::min(at_, tokens_.size())); }

  Token take();
  bool accept(std::string_view word);
  bool accept_symbol(char symbol);
  Tokens take_parentheses();  // what stands between those that open here; nothing if none do
  void skip_one();            // a token, or a pair of parentheses with what is in it

 private:
  Tokens tokens_;
  std::size_t at_ = 0;
};

}  // namespace sqlx::introspect::sqlite
