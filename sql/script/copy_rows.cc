#include "sql/script/copy_rows.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace sqlx::sql {
namespace {

constexpr std::size_t kFull = std::size_t{64} * 1024;  // bytes of one statement

// A word or a sign of the statement; a quoted name is one.
std::string_view next_token(std::string_view text, std::size_t& at) {
  while (at < text.size() && is_space(text[at])) ++at;
  const std::size_t begin = at;
  if (at == text.size()) return {};
  const char first = text[at++];
  if (first == '"' || first == '\'') {
    at = std::min(text.find(first, at), text.size() - 1) + 1;
  } else if (is_letter(first) || first == '_') {
    while (at < text.size() && (is_letter(text[at]) || is_digit(text[at]) || text[at] == '_')) ++at;
  }
  return text.substr(begin, at - begin);
}

struct Parts {
  std::string_view target;   // table and columns
  std::string_view options;  // behind STDIN
};

std::optional<Parts> parts_of(std::string_view copy) {
  std::size_t at = 0;
  if (!equal_fold(next_token(copy, at), "COPY")) return std::nullopt;
  const std::size_t target = at;
  for (;;) {
    const std::string_view token = next_token(copy, at);
    if (token.empty()) return std::nullopt;
    if (!equal_fold(token, "FROM")) continue;
    const std::size_t end = at - token.size();
    if (!equal_fold(next_token(copy, at), "STDIN")) return std::nullopt;
    return Parts{trim(copy.substr(target, end - target)), trim(copy.substr(at))};
  }
}

bool is_octal(char c) { return c >= '0' && c <= '7'; }

// What stands behind a backslash, and how many characters it is.
struct Escape {
  char value;
  std::size_t size;
};

Escape numeric_escape(std::string_view text, std::size_t most, unsigned base) {
  unsigned value = 0;
  std::size_t size = 0;
  const auto fits = [&](char c) { return base == 8 ? is_octal(c) : hex_digit(c) >= 0; };
  for (; size < most && size < text.size() && fits(text[size]); ++size) {
    value = value * base + static_cast<unsigned>(hex_digit(text[size]));
  }
  return {static_cast<char>(value), size};
}

Escape read_escape(std::string_view text) {
  constexpr std::string_view kLetters = "bfnrtv";
  constexpr std::string_view kValues = "\b\f\n\r\t\v";
  if (text.empty()) return {'\\', 0};
  if (const std::size_t found = kLetters.find(text.front()); found != std::string_view::npos)
    return {kValues[found], 1};
  if (is_octal(text.front())) return numeric_escape(text, 3, 8);
  if (text.front() == 'x' && text.size() > 1 && hex_digit(text[1]) >= 0) {
    const Escape escape = numeric_escape(text.substr(1), 2, 16);
    return {escape.value, escape.size + 1};
  }
  return {text.front(), 1};
}

}  // namespace

bool reads_standard_input(std::string_view statement) {
  return starts_with_fold(statement, "COPY") && parts_of(statement).has_value();
}

bool CopyRows::start(std::string_view copy) {
  const std::optional<Parts> parts = parts_of(copy);
  if (!parts || !parts->options.empty()) return false;
  sql_ = "INSERT INTO ";
  sql_ += parts->target;
  sql_ += " OVERRIDING SYSTEM VALUE VALUES\n";
  head_ = sql_.size();
  is_taken_ = false;
  return true;
}

bool CopyRows::is_full() const { return sql_.size() >= kFull; }

void CopyRows::append_field(std::string_view field) {
  if (field == "\\N") {
    sql_ += "NULL";
    return;
  }
  sql_ += '\'';
  for (std::size_t i = 0; i < field.size(); ++i) {
    char c = field[i];
    if (c == '\\') {
      const Escape escape = read_escape(field.substr(i + 1));
      c = escape.value;
      i += escape.size;
    }
    if (c == '\'') sql_ += c;
    sql_ += c;
  }
  sql_ += '\'';
}

void CopyRows::add(const StatementText& row) {
  if (is_taken_) sql_.resize(head_);
  is_taken_ = false;
  if (sql_.size() == head_) {
    file_ = row.file;
    first_.first_line = row.first_line;
  } else {
    sql_ += ",\n";
  }
  char separator = '(';
  for (const std::string_view field : split(row.text, '\t')) {
    sql_ += separator;
    append_field(field);
    separator = ',';
  }
  sql_ += ')';
}

StatementText CopyRows::take() {
  is_taken_ = true;
  StatementText made;
  made.text = sql_;
  made.file = file_;
  made.first_line = first_.first_line;
  return made;
}

}  // namespace sqlx::sql
