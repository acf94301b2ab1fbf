#include "sql/schema_reader/statement_words.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace sqlx::sql::schema_reader {
namespace {

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::size_t end_of_quoted(std::string_view sql, std::size_t at, bool escapes) {
  const char quote = sql[at];
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (sql[i] == '\\' && escapes && quote == '\'') {
      ++i;
    } else if (sql[i] == quote) {
      if (i + 1 >= sql.size() || sql[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return sql.size();
}

std::size_t behind(std::string_view sql, std::string_view mark, std::size_t from) {
  const std::size_t found = sql.find(mark, from);
  return found == std::string_view::npos ? sql.size() : found + mark.size();
}

// $tag$ … $tag$; `at` if none begins here
std::size_t end_of_dollar_quoted(std::string_view sql, std::size_t at) {
  std::size_t close = at + 1;
  while (close < sql.size() && sql[close] != '$' && is_word_character(sql[close])) ++close;
  if (close >= sql.size() || sql[close] != '$') return at;
  return behind(sql, sql.substr(at, close - at + 1), close + 1);
}

std::size_t end_of_comment(std::string_view sql, std::size_t at, const wirepacks::WirePack& pack) {
  const std::string_view rest = sql.substr(at);
  if (rest.starts_with("/*")) return behind(sql, "*/", at + 2);
  const auto& signs = pack.lexical.line_comments;
  const bool line = rest.starts_with("--") ||
                    std::any_of(signs.begin(), signs.end(),
                                [&](const std::string& sign) { return rest.starts_with(sign); });
  return line ? behind(sql, "\n", at) : at;
}

std::size_t end_of_word(std::string_view sql, std::size_t at, const wirepacks::WirePack& pack) {
  const char c = sql[at];
  const bool escape_string = (c == 'E' || c == 'e') && at + 1 < sql.size() && sql[at + 1] == '\'';
  if (escape_string) return end_of_quoted(sql, at + 1, true);
  if (c == '\'' || c == '"' || c == '`')
    return end_of_quoted(sql, at, pack.lexical.backslash_escapes);
  if (c == '$' && pack.lexical.dollar_strings) {
    const std::size_t end = end_of_dollar_quoted(sql, at);
    if (end != at) return end;
  }
  std::size_t end = at;
  while (end < sql.size() && is_word_character(sql[end])) ++end;
  return std::max(end, at + 1);
}

}  // namespace

bool StatementWord::is(std::string_view word) const { return equal_fold(text, word); }

std::vector<StatementWord> statement_words(std::string_view sql, const wirepacks::WirePack& pack) {
  std::vector<StatementWord> words;
  int depth = 0;
  for (std::size_t at = 0; at < sql.size();) {
    if (is_space(sql[at])) {
      ++at;
    } else if (const std::size_t end = end_of_comment(sql, at, pack); end != at) {
      at = end;
    } else {
      const std::size_t stop = end_of_word(sql, at, pack);
      if (sql[at] == ')') --depth;
      words.push_back({sql.substr(at, stop - at), at, stop, depth});
      if (sql[at] == '(') ++depth;
      at = stop;
    }
  }
  return words;
}

std::size_t find_word(const std::vector<StatementWord>& words, std::string_view word,
                      std::size_t from) {
  while (from < words.size() && (words[from].depth != 0 || !words[from].is(word))) ++from;
  return from;
}

std::size_t behind_parentheses(const StatementWords& words, std::size_t open) {
  std::size_t at = open + 1;
  while (at < words.size() && !(words[at].text == ")" && words[at].depth == words[open].depth))
    ++at;
  return std::min(at + 1, words.size());
}

std::string_view text_between(std::string_view sql, const StatementWords& words, std::size_t from,
                              std::size_t to) {
  if (from >= to || to > words.size()) return {};
  return sql.substr(words[from].begin, words[to - 1].end - words[from].begin);
}

std::vector<std::string> path_of_object(std::string_view sql, const wirepacks::WirePack& pack) {
  constexpr auto kKinds = std::to_array<std::string_view>(
      {"TABLE",    "VIEW",          "INDEX",     "SEQUENCE", "TYPE",       "DOMAIN",
       "FUNCTION", "PROCEDURE",     "AGGREGATE", "RULE",     "COLLATION",  "CONVERSION",
       "EVENT",    "STATISTICS",    "OPERATOR",  "TRIGGER",  "DICTIONARY", "PUBLICATION",
       "PARSER",   "CONFIGURATION", "SERVER",    "POLICY",   "LANGUAGE"});
  constexpr auto kBetween =
      std::to_array<std::string_view>({"IF", "NOT", "EXISTS", "CONCURRENTLY", "CLASS", "FAMILY"});
  const auto is_one_of = [](const auto& list, const StatementWord& word) {
    return std::any_of(list.begin(), list.end(),
                       [&](std::string_view each) { return word.is(each); });
  };
  const StatementWords words = statement_words(sql, pack);
  std::size_t at = 0;
  while (at < words.size() && words[at].depth == 0 && !is_one_of(kKinds, words[at])) ++at;
  if (at >= words.size() || words[at].depth != 0) return {};
  ++at;
  while (at < words.size() && is_one_of(kBetween, words[at])) ++at;
  if (at >= words.size()) return {};
  std::vector<std::string> path = {bare_name(words[at].text, pack)};
  for (; at + 2 < words.size() && words[at + 1].text == "."; at += 2)
    path.push_back(bare_name(words[at + 2].text, pack));
  return path;
}

std::string bare_name(std::string_view word, const wirepacks::WirePack& pack) {
  const bool is_quoted = word.size() > 1 && (word[0] == '"' || word[0] == '`');
  if (!is_quoted) return pack.lexical.folds_names == "lower" ? lower(word) : std::string(word);
  std::string made(word.substr(1, word.size() - 2));
  replace_all(made, std::string(2, word[0]), std::string(1, word[0]));
  return made;
}

std::string bare_string(std::string_view word) {
  if (word.starts_with('$')) {
    const std::size_t tag = word.find('$', 1) + 1;
    return std::string(word.substr(tag, word.size() - 2 * tag));
  }
  const std::size_t open = word.find('\'');
  if (open == std::string_view::npos || word.size() < open + 2) return std::string(word);
  std::string made(word.substr(open + 1, word.size() - open - 2));
  replace_all(made, "''", "'");
  return made;
}

}  // namespace sqlx::sql::schema_reader
