// An expression in the words of the catalog: as it was written, or printed again as the engine
// prints it.
#include "sql/schema_reader/texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/print.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

using wirepacks::StoredText;

// However many parentheses stand around an expression, they mean nothing.
std::string_view without_parentheses(std::string_view sql) {
  for (sql = trim(sql); sql.starts_with('(') && closes_at_end(sql);)
    sql = trim(sql.substr(1, sql.size() - 2));
  return sql;
}

}  // namespace

bool closes_at_end(std::string_view sql) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '\'' || c == '"' || c == '`') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0 && i + 1 < sql.size()) {
      return false;
    }
  }
  return depth == 0;
}

std::string expression_text(Draft& draft, const Expr& value, const ir::Table* table) {
  switch (draft.stored.expressions) {
    case StoredText::kAsWritten: return std::string(without_parentheses(draft.written(value)));
    case StoredText::kQuoted: return quoted_text(draft, value);
    case StoredText::kTyped: return typed_text(draft, value, table);
  }
  return {};
}

std::string default_text(Draft& draft, const Expr& value, const ir::Column& column) {
  switch (draft.stored.expressions) {
    case StoredText::kAsWritten: return std::string(without_parentheses(draft.written(value)));
    case StoredText::kQuoted: return quoted_default(draft, value, column);
    case StoredText::kTyped: return typed_default(draft, value, column);
  }
  return {};
}

// One that the file makes has its schema in front, as the catalog shows it.
std::string collation_words(const Draft& draft, List<Name> path) {
  if (draft.stored.expressions != StoredText::kTyped) return std::string(path.back().text);
  const auto& facts = draft.database.unsupported;
  const ir::ObjectName name = draft.known_name(path, facts);
  const bool is_made = std::any_of(facts.begin(), facts.end(), [&](const ir::Unsupported& each) {
    return each.kind == "create collation" && each.name == name;
  });
  return shown_name(draft, is_made ? name : ir::ObjectName{{}, draft.name(path.back())});
}

std::string option_words(const Option& option) {
  const Expr* value = option.value;
  if (value == nullptr) return {};
  if (const auto* literal = value->as<Literal>()) return std::string(literal->text);
  if (const auto* column = value->as<Column>()) return std::string(column->path.back().text);
  const auto* sign = value->as<Call>();
  const auto* number =
      sign == nullptr || sign->arguments.size() != 1 ? nullptr : sign->arguments[0]->as<Literal>();
  return number == nullptr ? std::string()
                           : fmt::format("{}{}", sign->name.back().text, number->text);
}

}  // namespace sqlx::sql::schema_reader
