// Text into tokens, one at a time, as the grammar's dialect writes them. Tokens are places; what a
// string holds is worked out by sql/parse/literals.h when somebody asks.
//
// Comments vanish, but for two kinds: text that only this engine runs (`/*!50000 … */`) is read as
// if it stood there, if the version asks for it, and the last hint (`/*+ … */`) is kept for whoever
// wants it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "sql/parse/grammar.h"
#include "sql/parse/token.h"

namespace sqlx::sql {

// What makes a text unreadable.
struct LexicalFault {
  Code code = Code::kSyntaxError;
  std::string message;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::string hint;
};

class Lexer {
 public:
  Lexer(std::string_view text, const Grammar& grammar) : text_(text), grammar_(grammar) {}

  // The next token; kEnd at the end and behind a fault.
  [[nodiscard]] Token next();

  // Back to a token that was read before.
  void rewind(const Token& token) {
    at_ = token.begin;
    in_comment_ = token.in_comment;
  }

  [[nodiscard]] const std::optional<LexicalFault>& fault() const { return fault_; }
  [[nodiscard]] std::string_view last_hint() const { return hint_; }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
  [[nodiscard]] Token token(TokenKind kind, std::size_t begin) const;

  void skip_space();
  bool skip_comment();
  bool skip_line_comment();
  void skip_block_comment();
  bool enter_conditional(std::string_view opening, bool has_siblings);
  void skip_line();

  Token word();
  Token number();
  Token based_number(TokenKind kind, std::size_t begin);
  Token word_from(std::size_t begin);
  Token prefixed_string(Token word);
  Token quoted(TokenKind kind, std::size_t begin, char close, StringStyle style, bool backslashes);
  Token dollar_string();
  Token sign_or_parameter();
  Token question();
  Token dollar();
  Token sign();
  Token open_sign();
  Token named(TokenKind kind, std::size_t prefix);
  Token variable();
  Token quoted_name();

  Token fail(Code code, std::string message, std::size_t begin, std::size_t end,
             std::string hint = {});

  std::string_view text_;
  const Grammar& grammar_;
  std::size_t at_ = 0;
  bool in_comment_ = false;
  std::string_view hint_;
  std::optional<LexicalFault> fault_;
};

}  // namespace sqlx::sql
