#include "introspect/mysql/sql_text.h"

#include <optional>

#include "base/text.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::mysql {
namespace {

bool is_word_character(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// One past the quote that closes what opens at `at`. Backslashes escape in strings, not in names.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const char quote = sql[at];
  for (std::size_t i = at + 1; i < sql.size(); ++i) {
    if (sql[i] == '\\' && quote != '`') {
      ++i;
    } else if (sql[i] == quote) {
      if (i + 1 >= sql.size() || sql[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return sql.size();
}

std::size_t end_at(std::string_view sql, std::string_view mark, std::size_t from) {
  const std::size_t found = sql.find(mark, from);
  return found == std::string_view::npos ? sql.size() : found + mark.size();
}

// One past a comment that begins at `at`, or `at` if none does.
std::size_t end_of_comment(std::string_view sql, std::size_t at) {
  const std::string_view rest = sql.substr(at);
  if (rest.starts_with("/*")) return end_at(sql, "*/", at + 2);
  const bool dashes = rest.starts_with("--") && (rest.size() == 2 || is_space(rest[2]));
  if (rest.starts_with('#') || dashes) return end_at(sql, "\n", at);
  return at;
}

struct Name {
  std::string text;
  std::size_t end = 0;
};

// The name at `at`, in backticks or bare.
std::optional<Name> name_at(std::string_view sql, std::size_t at) {
  if (at >= sql.size()) return std::nullopt;
  if (sql[at] == '`') {
    const std::size_t end = end_of_quoted(sql, at);
    std::string text(sql.substr(at + 1, end - at - 2));
    replace_all(text, "``", "`");
    return Name{std::move(text), end};
  }
  std::size_t end = at;
  while (end < sql.size() && is_word_character(sql[end])) ++end;
  if (end == at) return std::nullopt;
  return Name{std::string(sql.substr(at, end - at)), end};
}

bool is_part_of_a_longer_name(std::string_view sql, std::size_t at) {
  return at > 0 && (sql[at - 1] == '.' || sql[at - 1] == '@');
}

bool has_dot(std::string_view sql, std::size_t at) { return at < sql.size() && sql[at] == '.'; }

}  // namespace

QualifiedText remove_qualifier(std::string_view sql, std::string_view database,
                               const std::function<bool(const ir::ObjectName&)>& is_object) {
  QualifiedText out;
  std::size_t at = 0;
  const auto copy_until = [&](std::size_t end) {
    out.sql.append(sql.substr(at, end - at));
    at = end;
  };
  while (at < sql.size()) {
    if (sql[at] == '\'' || sql[at] == '"') {
      copy_until(end_of_quoted(sql, at));
      continue;
    }
    if (const std::size_t end = end_of_comment(sql, at); end != at) {
      copy_until(end);
      continue;
    }
    const auto first = name_at(sql, at);
    if (!first) {
      copy_until(at + 1);
      continue;
    }
    const bool qualifies = has_dot(sql, first->end) && !is_part_of_a_longer_name(sql, at);
    const auto second = qualifies ? name_at(sql, first->end + 1) : std::nullopt;
    if (!second) {
      const bool called = first->end < sql.size() && sql[first->end] == '(';
      if (called) out.calls.push_back(first->text);
      copy_until(first->end);
      continue;
    }
    ir::ObjectName object{first->text, second->text};
    const bool known = is_object(object);
    if (first->text == database && (known || has_dot(sql, second->end))) at = first->end + 1;
    if (known) out.references.push_back(std::move(object));
    copy_until(second->end);
  }
  return out;
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      wirepacks::append_escaped(out, text[++i]);
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string quote_name(std::string_view name) { return quoted(name, '`'); }

std::string quote_string(std::string_view text) {
  std::string escaped(text);
  replace_all(escaped, "\\", "\\\\");
  return quoted(escaped, '\'');
}

}  // namespace sqlx::introspect::mysql
