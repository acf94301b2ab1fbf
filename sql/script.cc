#include "sql/script.h"

#include "base/text.h"
#include "sql/rewrites/deparsed_text.h"

namespace sqlx::sql {
namespace {

std::string_view without_end(std::string_view sql) {
  sql = trim(sql);
  while (sql.ends_with(';')) sql = trim(sql.substr(0, sql.size() - 1));
  return sql;
}

// A comment to the end of the last line would swallow what is written behind it.
bool may_end_in_comment(std::string_view sql) {
  const std::size_t line = sql.rfind('\n') == std::string_view::npos ? 0 : sql.rfind('\n');
  const std::string_view last = sql.substr(line);
  return last.find("--") != std::string_view::npos || last.find('#') != std::string_view::npos;
}

std::string delimiter_outside_of(std::string_view sql) {
  std::string delimiter = ";;";
  for (int i = 0; sql.find(delimiter) != std::string_view::npos; ++i)
    delimiter = "$$" + std::to_string(i);
  return delimiter;
}

}  // namespace

void Script::separate(bool stands_alone) {
  if (!text_.empty() && (wants_blank_line_ || stands_alone)) text_ += '\n';
  wants_blank_line_ = stands_alone;
}

void Script::write(std::string_view sql, std::string_view end) {
  text_ += mend_deparsed(std::string(sql), rewrites_);
  if (may_end_in_comment(sql)) text_ += '\n';
  text_ += end;
  text_ += '\n';
}

void Script::statement(std::string_view sql) {
  sql = without_end(sql);
  separate(sql.find('\n') != std::string_view::npos);
  write(sql, ";");
}

void Script::body(std::string_view sql) {
  sql = without_end(sql);
  if (delimiter_command_.empty() || sql.find(';') == std::string_view::npos) return statement(sql);
  const std::string delimiter = delimiter_outside_of(sql);
  separate(true);
  text_ += delimiter_command_ + ' ' + delimiter + '\n';
  write(sql, delimiter);
  text_ += delimiter_command_ + " ;\n";
}

}  // namespace sqlx::sql
