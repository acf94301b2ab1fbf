#include "sql/dialect_words.h"

#include "base/text.h"

namespace sqlx::sql {
namespace {

// What a backslash stands before in a string, and the letter behind it; 0: nothing. A carriage
// return is escaped because MySQL's client would take it from the line end, inside a string too.
constexpr char escape_letter(char c, char sign) {
  if (c == sign) return sign;
  switch (c) {
    case '\r': return 'r';
    case '\0': return '0';
    case '\x1a': return 'Z';
    default: return 0;
  }
}

}  // namespace

void append_string(std::string& out, std::string_view text, const wirepacks::Lexical& lexical) {
  if (!lexical.backslash_escapes) return append_quoted(out, text, '\'');
  out += '\'';
  for (const char c : text) {
    if (const char letter = escape_letter(c, lexical.escape_sign); letter != 0) {
      out += lexical.escape_sign;
      out += letter;
    } else {
      if (c == '\'') out += c;
      out += c;
    }
  }
  out += '\'';
}

void append_name(std::string& out, std::string_view name, const wirepacks::Lexical& lexical) {
  const char open = lexical.identifier_quote;
  char close = open;
  for (const std::string& quotes : lexical.identifier_quotes) {
    if (quotes.front() == open) close = quotes.back();
  }
  out += open;
  for (const char c : name) {
    if (c == close) out += c;
    out += c;
  }
  out += close;
}

std::string DialectWords::name(std::string_view name) const {
  std::string out;
  append_name(out, name, lexical_);
  return out;
}

std::string DialectWords::name(const ir::ObjectName& object) const {
  std::string out;
  if (object.schema != implied_schema_ && !object.schema.empty()) out = name(object.schema) + '.';
  append_name(out, object.name, lexical_);
  return out;
}

std::string DialectWords::names(std::span<const std::string> names) const {
  std::string out;
  for (const std::string& each : names) {
    if (!out.empty()) out += ", ";
    append_name(out, each, lexical_);
  }
  return out;
}

std::string DialectWords::string(std::string_view text) const {
  std::string out;
  append_string(out, text, lexical_);
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
  } else if (blank == "{column}") {
    out += string(blanks.column);
  } else if (blank == "{kind}") {
    out += blanks.kind;
  } else if (blank == "{signature}") {
    out += blanks.signature;
  } else if (blank == "{keys}") {
    out += blanks.keys;
  } else if (blank == "{columns}") {
    out += blanks.columns;
  } else if (blank == "{values}") {
    out += blanks.values;
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
