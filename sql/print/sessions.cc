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

std::string_view words_of(const Transaction& transaction, const wirepacks::Words& words) {
  switch (transaction.transaction) {
    case TransactionKind::kBegin:
      if (words.begin == "BEGIN" && begins_with_start(transaction)) return "START TRANSACTION";
      return words.begin;
    case TransactionKind::kCommit: return "COMMIT";
    case TransactionKind::kRollback: return "ROLLBACK";
    case TransactionKind::kSavepoint: return "SAVEPOINT";
    case TransactionKind::kRelease: return "RELEASE SAVEPOINT";
    case TransactionKind::kRollbackTo: return "ROLLBACK TO SAVEPOINT";
  }
  return {};
}

// Settings that have words and a grammar of their own; their names are these words in lower case.
enum class Setting : std::uint8_t {
  kPlain,
  kCharset,
  kNames,
  kTimeZone,
  kTransaction,
  kCharacteristics
};

struct SettingWords {
  std::string_view name;
  Setting setting = Setting::kPlain;
  std::string_view words;
};

constexpr SettingWords kSettings[] = {
    {"character set", Setting::kCharset, "CHARACTER SET"},
    {"names", Setting::kNames, "NAMES"},
    {"session characteristics", Setting::kCharacteristics,
     "SESSION CHARACTERISTICS AS TRANSACTION"},
    {"time zone", Setting::kTimeZone, "TIME ZONE"},
    {"transaction", Setting::kTransaction, "TRANSACTION"},
};

const SettingWords* find_setting(List<Name> name) {
  if (name.size() != 1 || name.front().quoted) return nullptr;
  const auto* found =
      std::find_if(std::begin(kSettings), std::end(kSettings),
                   [&](const SettingWords& row) { return row.name == name.front().text; });
  return found == std::end(kSettings) ? nullptr : found;
}

std::string_view text_of(const Expr& value) {
  const auto* literal = value.as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal->text
                                                                        : std::string_view{};
}

bool is_user_variable(List<Name> name) {
  return !name.empty() && name.front().text.starts_with('@') &&
         !name.front().text.starts_with("@@");
}

// A bare word is a text in the tree. Most settings take it as one too; a switch does not
// everywhere.
void print_value(Writer& writer, const Expr& value) {
  const std::string_view text = text_of(value);
  if (equal_fold(text, "on") || equal_fold(text, "off")) return writer.word(text);
  print(writer, value);
}

void print_zone(Writer& writer, const Expr& value) {
  if (equal_fold(text_of(value), "local")) return writer.word(text_of(value));
  print(writer, value);
}

// utf8mb4 COLLATE utf8mb4_bin
void print_names(Writer& writer, List<const Expr*> values) {
  print(writer, *values.front());
  if (values.size() > 1) print_clause(writer, "COLLATE", values[1]);
}

void print_modes(Writer& writer, List<const Expr*> modes) {
  writer.list(modes, [&](const Expr* mode) { writer.upper_word(text_of(*mode)); });
}

void print_special(Writer& writer, const Set& set, Setting setting) {
  switch (setting) {
    case Setting::kNames: return print_names(writer, set.values);
    case Setting::kTimeZone: return print_zone(writer, *set.values.front());
    case Setting::kTransaction:
    case Setting::kCharacteristics: return print_modes(writer, set.values);
    case Setting::kCharset:
    case Setting::kPlain: return print_list(writer, set.values);
  }
}

// @x and ALL are no names.
void print_setting_name(Writer& writer, const Set& set) {
  const bool is_word = set.name.size() == 1 && !set.name.front().quoted;
  if (is_word && (set.name.front().text.starts_with('@') ||
                  (set.is_reset && equal_fold(set.name.front().text, "all")))) {
    return writer.word(set.name.front().text);
  }
  writer.path(set.name);
}

void print_assignment(Writer& writer, const Set& set) {
  print_setting_name(writer, set);
  if (set.values.empty()) return;
  writer.word("=");
  if (is_user_variable(set.name)) return print_list(writer, set.values);
  writer.list(set.values, [&](const Expr* value) { print_value(writer, *value); });
}

// FORMAT JSON stands in parentheses, or it is FORMAT = JSON.
void print_explain_options(Writer& writer, List<std::string_view> options) {
  if (options.empty()) return;
  if (writer.has(Feature::kExplainOptions)) {
    return writer.list_in_parentheses(options,
                                      [&](std::string_view option) { writer.upper_word(option); });
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
  writer.word(words_of(transaction, writer.pack().words));
  if (!transaction.savepoint.text.empty()) writer.name(transaction.savepoint);
  writer.list(transaction.modes, [&](std::string_view mode) { writer.upper_word(mode); });
}

void print(Writer& writer, const Set& set) {
  const SettingWords* special = find_setting(set.name);
  writer.word(set.is_pragma ? "PRAGMA" : set.is_reset ? "RESET" : "SET");
  if (set.scope != SetScope::kUnsaid) writer.upper_word(to_string(set.scope));
  if (special == nullptr || set.is_pragma) return print_assignment(writer, set);
  writer.word(special->words);
  if (!set.is_reset) print_special(writer, set, special->setting);
}

void print(Writer& writer, const Explain& explain) {
  writer.word("EXPLAIN");
  print_explain_options(writer, explain.options);
  print(writer, *explain.statement);
}

void print(Writer& writer, const Utility& utility) { writer.word(utility.text); }

}  // namespace sqlx::sql
