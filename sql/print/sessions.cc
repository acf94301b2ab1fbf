// Statements around the others: transactions, settings, EXPLAIN, and those kept as written.
#include <algorithm>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

// BEGIN itself takes only how it locks.
bool begins_with_start(const Transaction& transaction) {
  return std::any_of(transaction.modes.begin(), transaction.modes.end(), [](std::string_view mode) {
    return mode != "deferred" && mode != "immediate" && mode != "exclusive";
  });
}

std::string_view words_of(const Transaction& transaction) {
  switch (transaction.transaction) {
    case TransactionKind::kBegin: return begins_with_start(transaction) ? "START TRANSACTION" : "BEGIN";
    case TransactionKind::kCommit: return "COMMIT";
    case TransactionKind::kRollback: return "ROLLBACK";
    case TransactionKind::kSavepoint: return "SAVEPOINT";
    case TransactionKind::kRelease: return "RELEASE SAVEPOINT";
    case TransactionKind::kRollbackTo: return "ROLLBACK TO SAVEPOINT";
  }
  return {};
}

// SET NAMES, SET TIME ZONE, SET TRANSACTION: words of the grammar, and no sign before the value.
bool is_special_setting(List<Name> name) {
  return name.size() == 1 && !name.front().quoted &&
         (name.front().text == "names" || name.front().text == "time zone" || name.front().text == "transaction" ||
          name.front().text == "character set");
}

// A bare word is no name here, reserved or not: ON, utf8mb4.
void print_setting_value(Writer& writer, const Expr& value) {
  const auto* column = value.as<Column>();
  const bool is_word = column != nullptr && column->path.size() == 1 && !column->path.front().quoted;
  if (is_word) return writer.word(column->path.front().text);
  print(writer, value);
}

void print_setting_values(Writer& writer, List<const Expr*> values) {
  writer.list(values, [&](const Expr* value) { print_setting_value(writer, *value); });
}

void print_setting_name(Writer& writer, List<Name> name) {
  if (is_special_setting(name)) return writer.upper_word(name.front().text);
  if (!name.empty() && name.front().text.starts_with('@')) return writer.word(name.front().text);
  writer.path(name);
}

void print_pragma(Writer& writer, const Set& set) {
  writer.word("PRAGMA");
  writer.path(set.name);
  if (set.values.empty()) return;
  writer.word("=");
  print_setting_values(writer, set.values);
}

// FORMAT JSON stands in parentheses, or it is FORMAT = JSON.
void print_explain_options(Writer& writer, List<std::string_view> options) {
  if (options.empty()) return;
  if (writer.has(Feature::kExplainOptions)) {
    return writer.list_in_parentheses(options, [&](std::string_view option) { writer.upper_word(option); });
  }
  for (const std::string_view option : options) {
    const bool is_format = option.starts_with("format ");
    writer.upper_word(is_format ? "format" : option);
    if (!is_format) continue;
    writer.word("=");
    writer.upper_word(option.substr(7));
  }
}

}  // namespace

void print(Writer& writer, const Transaction& transaction) {
  writer.word(words_of(transaction));
  if (!transaction.savepoint.text.empty()) writer.name(transaction.savepoint);
  writer.list(transaction.modes, [&](std::string_view mode) { writer.upper_word(mode); });
}

void print(Writer& writer, const Set& set) {
  if (set.is_pragma) return print_pragma(writer, set);
  writer.word(set.is_reset ? "RESET" : "SET");
  if (set.scope != SetScope::kUnsaid) writer.upper_word(to_string(set.scope));
  print_setting_name(writer, set.name);
  if (set.is_reset) return;
  writer.word_if(!is_special_setting(set.name), "=");
  print_setting_values(writer, set.values);
}

void print(Writer& writer, const Explain& explain) {
  writer.word("EXPLAIN");
  print_explain_options(writer, explain.options);
  print(writer, *explain.statement);
}

void print(Writer& writer, const Utility& utility) { writer.word(utility.text); }

}  // namespace sqlx::sql
