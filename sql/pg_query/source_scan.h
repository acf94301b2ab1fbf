// The words of a statement's text, found from a place that libpg_query names: where a token ends,
// what blanks and comments to pass over.
//
// It only looks at text that libpg_query accepts, or is about to judge, so it need not say what is
// wrong with it.
#pragma once

#include <cstddef>
#include <string_view>

namespace sqlx::sql::pg_query {

// The first byte at or behind `at` that is neither blank nor comment; the text's size if there is
// none.
[[nodiscard]] std::size_t skip_blanks(std::string_view text, std::size_t at);

// One past the token that begins at `at`: a word, a number, a string of any form, a run of operator
// signs, or one other sign.
[[nodiscard]] std::size_t token_end(std::string_view text, std::size_t at);

// Token after token, blanks left out.
class TokenReader {
 public:
  explicit TokenReader(std::string_view text, std::size_t at = 0) : text_(text), end_(at) {}

  // Empty at the end of the text.
  std::string_view next() {
    begin_ = skip_blanks(text_, end_);
    end_ = begin_ == text_.size() ? begin_ : token_end(text_, begin_);
    return text_.substr(begin_, end_ - begin_);
  }

  [[nodiscard]] std::size_t begin() const { return begin_; }  // of the last token
  [[nodiscard]] std::size_t end() const { return end_; }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_;
};

}  // namespace sqlx::sql::pg_query
