#include "sql/dialect_words.h"

#include "base/text.h"

namespace sqlx::sql {
namespace {

// What a backslash stands before in a string, and the letter behind it; 0: nothing. A carriage return is escaped because
// MySQL's client would take it from the line end, inside a string too.
constexpr char escape_letter(char c) {
  switch (c) {
    case '\\':
      return '\\';
    case '\r':
      return 'r';
    case '\0':
      return '0';
    case '\x1a':
      return 'Z';
    default:
      return 0;
  }
}

}  // namespace

void append_string(std::string& out, std::string_view text, bool backslash_escapes) {
  if (!backslash_escapes) return append_quoted(out, text, '\'');
  out += '\'';
  for (const char c : text) {
    if (const char letter = escape_letter(c); letter != 0) {
      out += '\\';
      out += letter;
    } else {
      if (c == '\'') out += c;
      out += c;
    }
  }
  out += '\'';
}

std::string DialectWords::name(std::string_view name) const {
  return quoted(name, lexical_.identifier_quote);
}

std::string DialectWords::name(const ir::ObjectName& object) const {
  std::string out;
  if (object.schema != implied_schema_ && !object.schema.empty()) out = name(object.schema) + '.';
  append_quoted(out, object.name, lexical_.identifier_quote);
  return out;
}

std::string DialectWords::names(std::span<const std::string> names) const {
  std::string out;
  for (const std::string& each : names) {
    if (!out.empty()) out += ", ";
    append_quoted(out, each, lexical_.identifier_quote);
  }
  return out;
}

std::string DialectWords::string(std::string_view text) const {
  std::string out;
  append_string(out, text, lexical_.backslash_escapes);
  return out;
}

// The last byte of what is quoted from `open` on; a doubled quote closes and opens again.
std::size_t DialectWords::closing_quote(std::string_view sql, std::size_t open) const {
  for (std::size_t i = open + 1; i < sql.size(); ++i) {
    if (sql[i] == '\\' && lexical_.backslash_escapes && sql[open] != lexical_.identifier_quote) {
      ++i;
    } else if (sql[i] == sql[open]) {
      return i;
    }
  }
  return sql.size();
}

// Whether one pair of parentheses holds the whole expression. A comment may hide anything: then no.
bool DialectWords::has_parentheses(std::string_view expression) const {
  if (!expression.starts_with('(')) return false;
  if (expression.find("--") != std::string_view::npos ||
      expression.find("/*") != std::string_view::npos)
    return false;
  int depth = 0;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\'' || c == '"' || c == lexical_.identifier_quote) i = closing_quote(expression, i);
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) return i + 1 == expression.size();
  }
  return false;
}

std::string DialectWords::in_parentheses(std::string_view expression) const {
  if (has_parentheses(expression)) return std::string(expression);
  std::string out = "(";
  out += expression;
  return out + ')';
}

void DialectWords::append_blank(std::string& out, std::string_view blank,
                                const Blanks& blanks) const {
  if (blank == "{}") {
    out += blanks.value;
  } else if (blank == "{upper}") {
    out += upper(blanks.value);
  } else if (blank == "{name}") {
    out += name(blanks.value);
  } else if (blank == "{string}") {
    out += string(blanks.value);
  } else if (blank == "{object}") {
    out += blanks.object;
  } else if (blank == "{part}") {
    out += blanks.part;
  } else {
    out += blank;
  }
}

// One pass: a value may itself hold what looks like a blank.
std::string DialectWords::fill(std::string_view clause, const Blanks& blanks) const {
  std::string out;
  while (!clause.empty()) {
    const std::size_t open = clause.find('{');
    const std::size_t close = open == std::string_view::npos ? open : clause.find('}', open);
    out += clause.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) break;
    append_blank(out, clause.substr(open, close - open + 1), blanks);
    clause.remove_prefix(close + 1);
  }
  return out;
}

void DialectWords::append_clauses(std::string& out, std::span<const wirepacks::Clause> clauses,
                                  const ir::Attributes& attributes,
                                  std::string_view separator) const {
  for (const wirepacks::Clause& clause : clauses) {
    const std::string* value = ir::find_attribute(attributes, clause.key);
    if (value == nullptr || clause.text.empty()) continue;
    out += separator;
    out += fill(clause.text, {.value = *value});
  }
}

}  // namespace sqlx::sql
