// A statement as words: for what our trees keep as its text, the heads of routines, policies,
// constraint triggers.
//
// It knows quotes and comments of the dialect, and dollar quotes; nothing else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirepacks/pack.h"

namespace sqlx::sql::schema_reader {

struct StatementWord {
  std::string_view text;  // with its quotes
  std::size_t begin = 0;
  std::size_t end = 0;
  int depth = 0;  // of parentheses around it

  [[nodiscard]] bool is(std::string_view word) const;
};

using StatementWords = std::vector<StatementWord>;

[[nodiscard]] std::vector<StatementWord> statement_words(std::string_view sql,
                                                         const wirepacks::WirePack& pack);

// Where the word at `from` or behind it stands that is not inside parentheses; the number of words
// if it is not there.
[[nodiscard]] std::size_t find_word(const std::vector<StatementWord>& words, std::string_view word,
                                    std::size_t from = 0);

// The index behind the parenthesis that closes the one at `open`.
[[nodiscard]] std::size_t behind_parentheses(const StatementWords& words, std::size_t open);

// From the word `from` up to the word before `to`, as written.
[[nodiscard]] std::string_view text_between(std::string_view sql, const StatementWords& words,
                                            std::size_t from, std::size_t to);

// CREATE TABLE shop.orders (…: "shop", "orders"; empty where the statement is not about something
// with a name.
[[nodiscard]] std::vector<std::string> path_of_object(std::string_view sql,
                                                      const wirepacks::WirePack& pack);

// A name without its quotes, as the catalog has it.
[[nodiscard]] std::string bare_name(std::string_view word, const wirepacks::WirePack& pack);

// The text of a string in any of its forms.
[[nodiscard]] std::string bare_string(std::string_view word);

}  // namespace sqlx::sql::schema_reader
