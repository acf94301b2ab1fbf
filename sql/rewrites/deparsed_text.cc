#include "sql/rewrites/deparsed_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/text.h"

namespace sqlx::sql {
namespace {

enum class TokenKind : std::uint8_t {
  kWord,
  kName,
  kConstant,
  kSymbol
};  // kName: in double quotes

struct Token {
  TokenKind kind;
  std::size_t begin;
  std::string_view text;

  [[nodiscard]] std::size_t end() const { return begin + text.size(); }
};

bool is_word_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t end_of_quoted(std::string_view sql, std::size_t begin) {
  const std::size_t close =
      sql.find(sql[begin], begin + 1);  // a doubled quote is two tokens to us: no harm
  return close == std::string_view::npos ? sql.size() : close + 1;
}

// $tag$ … $tag$; a lone $ is a symbol.
std::size_t end_of_dollars(std::string_view sql, std::size_t begin) {
  std::size_t tag = begin + 1;
  while (tag < sql.size() && is_word_byte(sql[tag])) ++tag;
  if (tag >= sql.size() || sql[tag] != '$') return begin + 1;
  const std::string_view delimiter = sql.substr(begin, tag + 1 - begin);
  const std::size_t close = sql.find(delimiter, tag + 1);
  return close == std::string_view::npos ? sql.size() : close + delimiter.size();
}

Token token_at(std::string_view sql, std::size_t begin) {
  const char c = sql[begin];
  const auto make = [&](TokenKind kind, std::size_t end) {
    return Token{kind, begin, sql.substr(begin, end - begin)};
  };
  if (c == '"') return make(TokenKind::kName, end_of_quoted(sql, begin));
  if (c == '\'') return make(TokenKind::kConstant, end_of_quoted(sql, begin));
  if (c == '$') return make(TokenKind::kConstant, end_of_dollars(sql, begin));
  if (sql.substr(begin).starts_with("::")) return make(TokenKind::kSymbol, begin + 2);
  if (!is_word_byte(c)) return make(TokenKind::kSymbol, begin + 1);
  std::size_t end = begin;
  while (end < sql.size() && (is_word_byte(sql[end]) || (is_digit(c) && sql[end] == '.'))) ++end;
  return make(is_digit(c) ? TokenKind::kConstant : TokenKind::kWord, end);
}

using Tokens = std::span<const Token>;

std::vector<Token> tokens_of(std::string_view sql) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sql.size();) {
    if (is_space(sql[at])) {
      ++at;
    } else {
      tokens.push_back(token_at(sql, at));
      at = tokens.back().end();
    }
  }
  return tokens;
}

bool is_word(const Token& token, std::string_view word) {
  return token.kind == TokenKind::kWord && token.text == word;
}
bool is_symbol(const Token& token, std::string_view symbol) {
  return token.kind == TokenKind::kSymbol && token.text == symbol;
}
bool opens(const Token& token) { return is_symbol(token, "(") || is_symbol(token, "["); }
bool closes(const Token& token) { return is_symbol(token, ")") || is_symbol(token, "]"); }

// How many tokens the group that opens at the front takes, its end included.
std::size_t group_size(Tokens tokens) {
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (opens(tokens[i])) ++depth;
    if (closes(tokens[i]) && --depth == 0) return i + 1;
  }
  return tokens.size();
}

// The first token outside of any group that `is_it`, or the end.
template <class Predicate>
std::size_t find_outside(Tokens tokens, Predicate is_it) {
  for (std::size_t i = 0; i < tokens.size();
       i += opens(tokens[i]) ? group_size(tokens.subspan(i)) : 1) {
    if (is_it(tokens[i])) return i;
  }
  return tokens.size();
}

std::vector<Tokens> split_at_commas(Tokens tokens) {
  std::vector<Tokens> items;
  while (!tokens.empty()) {
    const std::size_t comma =
        find_outside(tokens, [](const Token& token) { return is_symbol(token, ","); });
    items.push_back(tokens.first(comma));
    tokens = tokens.subspan(std::min(comma + 1, tokens.size()));
  }
  return items;
}

struct Insertion {
  std::size_t at;
  std::string text;
};

// -- array_casts

// 'a'::character varying → character varying; nothing for an element that is not one word or string
// with one cast.
std::string_view cast_of(std::string_view sql, Tokens element) {
  const std::size_t cast =
      find_outside(element, [](const Token& token) { return is_symbol(token, "::"); });
  if (cast + 1 >= element.size()) return {};
  const bool is_simple =
      std::all_of(element.begin() + static_cast<std::ptrdiff_t>(cast) + 1, element.end(),
                  [](const Token& token) { return !opens(token) && !is_symbol(token, "::"); });
  return is_simple
             ? sql.substr(element[cast + 1].begin, element.back().end() - element[cast + 1].begin)
             : std::string_view();
}

std::string_view common_cast(std::string_view sql, Tokens elements) {
  std::optional<std::string_view> common;
  for (const Tokens element : split_at_commas(elements)) {
    const std::string_view cast = cast_of(sql, element);
    if (cast.empty() || cast != common.value_or(cast)) return {};
    common = cast;
  }
  return common.value_or(std::string_view());
}

// `tokens` begin with what may be "( ARRAY [ … ] ) ::".
void cast_array(std::string_view sql, Tokens tokens, std::vector<Insertion>& insertions) {
  if (tokens.size() < 3 || !is_symbol(tokens[0], "(") || !is_word(tokens[1], "ARRAY") ||
      !is_symbol(tokens[2], "["))
    return;
  const std::size_t size = group_size(tokens);
  const std::size_t array_size = group_size(tokens.subspan(2));
  if (size != array_size + 3 || size >= tokens.size() || !is_symbol(tokens[size], "::")) return;
  const std::string_view type = common_cast(sql, tokens.subspan(3, array_size - 2));
  if (type.empty()) return;
  insertions.push_back({tokens[0].begin, "("});
  insertions.push_back({tokens[size].begin, "::" + std::string(type) + "[])"});
}

// -- nested_conditions

// `tokens` begin with what may be "( ( … AND … ) AND": only the first of several conditions is
// taken apart by the server.
void keep_nested(Tokens tokens, std::vector<Insertion>& insertions) {
  if (tokens.size() < 2 || !is_symbol(tokens[0], "(") || !is_symbol(tokens[1], "(")) return;
  const Tokens first = tokens.subspan(1);
  const std::size_t size = group_size(first);
  if (size >= first.size() || (!is_word(first[size], "AND") && !is_word(first[size], "OR"))) return;
  const std::string_view word = first[size].text;
  const Tokens inside = first.subspan(1, size - 2);
  const auto is_same = [&](const Token& token) { return is_word(token, word); };
  if (find_outside(inside, is_same) != inside.size())
    insertions.push_back({first[size - 1].end(), "::boolean"});
}

// -- unnamed_columns

bool ends_column_list(const Token& token) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"EXCEPT", "FETCH", "FOR", "FROM", "GROUP", "HAVING", "INTERSECT", "LIMIT", "OFFSET", "ON",
       "ORDER", "RETURNING", "UNION", "WHERE", "WINDOW", "WITH"});
  if (token.kind == TokenKind::kWord)
    return std::find(kWords.begin(), kWords.end(), token.text) != kWords.end();
  return closes(token) || is_symbol(token, ";");
}

bool is_column(Tokens item) {
  return std::all_of(item.begin(), item.end(), [](const Token& token) {
    return token.kind == TokenKind::kWord || token.kind == TokenKind::kName || token.text == "." ||
           token.text == "*";
  });
}

// Would the server find a name for it? Not for a constant or an operation.
bool would_be_named(Tokens item) {
  if (item.size() == 1) return false;
  return !opens(item[0]) || group_size(item) != item.size();
}

bool has_name(Tokens item) {
  return find_outside(item, [](const Token& token) { return is_word(token, "AS"); }) != item.size();
}

// FOR SELECT of a policy, ON SELECT of a rule.
bool names_an_event(const Token& before_select) {
  return is_word(before_select, "FOR") || is_word(before_select, "ON");
}

// SELECT [DISTINCT [ON (…)]] column, …
Tokens column_list(Tokens behind_select) {
  if (!behind_select.empty() && is_word(behind_select[0], "DISTINCT"))
    behind_select = behind_select.subspan(1);
  if (behind_select.size() > 1 && is_word(behind_select[0], "ON")) {
    behind_select = behind_select.subspan(1 + group_size(behind_select.subspan(1)));
  }
  std::size_t size = find_outside(behind_select, ends_column_list);
  // WITHIN GROUP (ORDER BY …) is a part of a column.
  while (size > 0 && size < behind_select.size() && is_word(behind_select[size - 1], "WITHIN"))
    size += 1 + find_outside(behind_select.subspan(size + 1), ends_column_list);
  return behind_select.first(size);
}

void name_columns(Tokens behind_select, std::vector<Insertion>& insertions) {
  for (const Tokens item : split_at_commas(column_list(behind_select))) {
    if (item.empty() || is_column(item) || has_name(item) || !would_be_named(item)) continue;
    insertions.push_back({item.back().end(), " AS \"?column?\""});
  }
}

std::string insert(std::string_view sql, std::vector<Insertion> insertions) {
  std::stable_sort(insertions.begin(), insertions.end(),
                   [](const Insertion& a, const Insertion& b) { return a.at < b.at; });
  std::string out;
  std::size_t done = 0;
  for (const Insertion& insertion : insertions) {
    out += sql.substr(done, insertion.at - done);
    out += insertion.text;
    done = insertion.at;
  }
  out += sql.substr(done);
  return out;
}

}  // namespace

std::string mend_deparsed(std::string sql, const std::vector<std::string>& rewrites) {
  if (rewrites.empty()) return sql;
  const auto wants = [&](std::string_view name) {
    return std::find(rewrites.begin(), rewrites.end(), name) != rewrites.end();
  };
  const bool array_casts = wants("array_casts");
  const bool nested_conditions = wants("nested_conditions");
  const bool unnamed_columns = wants("unnamed_columns");
  const std::vector<Token> tokens = tokens_of(sql);
  std::vector<Insertion> insertions;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Tokens rest = Tokens(tokens).subspan(i);
    if (array_casts) cast_array(sql, rest, insertions);
    if (nested_conditions) keep_nested(rest, insertions);
    const bool is_query = is_word(rest[0], "SELECT") && (i == 0 || !names_an_event(tokens[i - 1]));
    if (unnamed_columns && is_query) name_columns(rest.subspan(1), insertions);
  }
  return insert(sql, std::move(insertions));
}

}  // namespace sqlx::sql
