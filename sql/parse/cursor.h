// Walks over the tokens of a statement: what stands here, what comes next, and the one mistake that
// is reported.
//
// After a mistake the cursor stands at the end for good. So no parsing function has to look whether
// another one failed: there is nothing left to accept, every loop ends, and whoever began throws
// the half tree away.
#pragma once

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/parse/collector.h"
#include "sql/parse/grammar.h"
#include "sql/parse/lexer.h"
#include "sql/statement_text.h"

namespace sqlx::sql {

class Cursor {
 public:
  Cursor(const StatementText& statement, const Grammar& grammar, Arena& arena,
         Diagnostics& diagnostics);

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool at_end() const { return current().kind == TokenKind::kEnd; }

  // "expected X, found `Y`", marked at this token.
  void fail(std::string_view expected, std::string hint = {});
  void fail_with(Code code, std::string message, std::uint32_t begin, std::uint32_t end,
                 std::string hint = {});

  // Whether nothing can be read: a zero byte, or bytes that are not UTF-8.
  bool refuse_bad_bytes();

 protected:
  static constexpr std::size_t kWindow = 8;  // how far one can look ahead
  static constexpr std::size_t kMostNesting = 500;
  static constexpr std::size_t kMostHeight = 1000;

  [[nodiscard]] const Token& current() const { return window_[head_ % kWindow]; }
  [[nodiscard]] const Token& peek(std::size_t ahead) {
    while (count_ <= ahead) window_[(head_ + count_++) % kWindow] = lexer_.next();
    return window_[(head_ + ahead) % kWindow];
  }
  [[nodiscard]] Word word(std::size_t ahead = 0) { return peek(ahead).word(); }

  void advance() {
    last_begin_ = current().begin;
    last_end_ = current().end;
    ++head_;
    if (--count_ == 0) load();
  }
  void rewind(const Token& token);

  [[nodiscard]] bool at(TokenKind kind) const { return current().kind == kind; }
  [[nodiscard]] bool at(char sign) const { return current().sign == sign; }
  [[nodiscard]] bool at(Word word) const { return current().word() == word; }
  [[nodiscard]] bool at(Word first, Word second) { return at(first) && word(1) == second; }
  [[nodiscard]] bool at(Word first, Word second, Word third) {
    return at(first, second) && word(2) == third;
  }
  [[nodiscard]] bool at_any(std::initializer_list<Word> words) const;
  [[nodiscard]] bool at_text(std::string_view word) const;  // an unquoted word, in any case
  [[nodiscard]] bool at_sign(std::string_view sign) const {
    return at(TokenKind::kSign) && text(current()) == sign;
  }
  [[nodiscard]] bool at_string() const { return at(TokenKind::kString); }
  [[nodiscard]] bool next_is(char sign, std::size_t ahead = 1) { return peek(ahead).sign == sign; }

  bool accept(char sign) { return at(sign) && step(1); }
  bool accept(Word word) { return at(word) && step(1); }
  bool accept(Word first, Word second) { return at(first, second) && step(2); }
  bool accept(Word first, Word second, Word third) { return at(first, second, third) && step(3); }
  bool accept_any(std::initializer_list<Word> words) { return at_any(words) && step(1); }
  bool accept_text(std::string_view word) { return at_text(word) && step(1); }
  bool accept_sign(std::string_view sign) { return at_sign(sign) && step(1); }

  void expect(char sign);
  void expect(Word word);
  void expect(Word first, Word second) {
    expect(first);
    expect(second);
  }

  [[nodiscard]] std::string_view text(const Token& token) const {
    return lexer_.text().substr(token.begin, token.end - token.begin);
  }
  // From a place up to where the last token that was taken ends.
  [[nodiscard]] std::string_view text_since(std::uint32_t begin) const {
    return lexer_.text().substr(begin, last_end_ - begin);
  }

  template <class T>
  [[nodiscard]] T* start() {
    T* node = arena_.make<T>();
    node->begin = current().begin;
    return node;
  }
  template <class T>
  [[nodiscard]] T* start_at(std::uint32_t begin) {
    T* node = arena_.make<T>();
    node->begin = begin;
    return node;
  }
  template <class T>
  T* done(T* node) {
    node->end = last_end_ > node->begin ? last_end_ : node->begin;
    return node;
  }

  // Written to the arena in lower case, words separated by one space; a view of the text if it is
  // that already.
  [[nodiscard]] std::string_view lower_words(std::string_view text);
  [[nodiscard]] std::string_view upper_words(std::string_view text);

  // Held while something nested is parsed.
  class Nesting {
   public:
    explicit Nesting(Cursor& cursor) : cursor_(cursor) {
      if (++cursor_.nesting_ > kMostNesting) cursor_.fail_too_deep();
    }
    ~Nesting() { --cursor_.nesting_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

   private:
    Cursor& cursor_;
  };

  void fail_too_deep();

  const StatementText& statement_;
  const Grammar& grammar_;
  Arena& arena_;
  Diagnostics& diagnostics_;
  Lexer lexer_;
  std::uint32_t last_begin_ = 0;  // of the token that was taken last
  std::uint32_t last_end_ = 0;
  std::size_t height_ = 0;  // of the tree that is being made, in expressions and set operations

 private:
  bool step(int tokens) {
    while (tokens-- > 0) advance();
    return true;
  }
  void load();
  void stop();

  std::array<Token, kWindow> window_{};
  std::size_t head_ = 0;
  std::size_t count_ = 1;
  std::size_t nesting_ = 0;
  bool failed_ = false;
};

}  // namespace sqlx::sql
