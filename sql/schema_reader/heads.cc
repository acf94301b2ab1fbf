// Statements that our tree keeps as their text, and whose heads are read word by word: policies,
// and triggers that are constraints.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/parse.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/statement_words.h"
#include "sql/schema_reader/texts.h"

namespace sqlx::sql::schema_reader {
namespace {

using Words = std::vector<StatementWord>;

// A path of names that begins at `at`, which moves behind it.
ir::Table* table_at(Draft& draft, const Words& words, std::size_t& at) {
  std::vector<std::string> path{bare_name(words[at].text, draft.pack)};
  for (++at; at + 1 < words.size() && words[at].text == "."; at += 2)
    path.push_back(bare_name(words[at + 1].text, draft.pack));
  std::vector<Name> names;
  names.reserve(path.size());
  for (const std::string& each : path) names.push_back({each, true});
  return draft.find_table(List<Name>(names));
}

// An expression of the statement, in the words of the catalog.
std::string expression_in(Draft& draft, std::string_view sql, const ir::Table& table) {
  Arena arena;
  Diagnostics ignored;
  const StatementText text(sql);
  const Expr* value = parse_expression(text, draft.pack, arena, ignored);
  return value == nullptr || ignored.has_errors() ? std::string(sql)
                                                  : expression_text(draft, *value, &table);
}

// USING (…), WITH CHECK (…)
void read_condition(Draft& draft, std::string_view sql, const Words& words, std::size_t open,
                    const ir::Table& table, std::string& into) {
  if (open >= words.size() || words[open].text != "(") return;
  const std::size_t end = behind_parentheses(words, open);
  into = expression_in(draft, text_between(sql, words, open, end), table);
}

}  // namespace

// CREATE POLICY name ON table [AS RESTRICTIVE] [FOR command] [TO roles] [USING (…)] [WITH CHECK
// (…)]
bool create_policy(Draft& draft, std::string_view sql) {
  const Words words = statement_words(sql, draft.pack);
  std::size_t at = find_word(words, "ON");
  if (words.size() < 5 || !words[1].is("POLICY") || at + 1 >= words.size()) return false;
  ir::Policy policy{.name = bare_name(words[2].text, draft.pack), .command = "all"};
  ir::Table* table = table_at(draft, words, ++at);
  if (table == nullptr) return false;
  policy.permissive = find_word(words, "RESTRICTIVE", at) == words.size();
  if (const std::size_t by = find_word(words, "FOR", at); by + 1 < words.size())
    policy.command = lower(words[by + 1].text);
  std::size_t to = find_word(words, "TO", at);
  while (to + 1 < words.size() && (words[to].is("TO") || words[to].text == ",")) {
    policy.roles.push_back(bare_name(words[to + 1].text, draft.pack));
    to += 2;
  }
  if (policy.roles.empty()) policy.roles.emplace_back("public");
  std::sort(policy.roles.begin(), policy.roles.end());
  read_condition(draft, sql, words, find_word(words, "USING", at) + 1, *table, policy.using_sql);
  read_condition(draft, sql, words, find_word(words, "CHECK", at) + 1, *table, policy.check_sql);
  table->policies.push_back(std::move(policy));
  return true;
}

// CREATE CONSTRAINT TRIGGER name AFTER events ON table [FROM table] [DEFERRABLE …] FOR EACH ROW
// [WHEN (…)] EXECUTE …
bool create_constraint_trigger(Draft& draft, std::string_view sql) {
  const Words words = statement_words(sql, draft.pack);
  if (words.size() < 8 || !words[1].is("CONSTRAINT") || !words[2].is("TRIGGER")) return false;
  std::size_t on = find_word(words, "ON");
  const std::size_t execute = find_word(words, "EXECUTE");
  if (on + 1 >= words.size() || execute == words.size()) return false;
  const std::string name = bare_name(words[3].text, draft.pack);
  const std::string events = events_in_order(text_between(sql, words, 5, on));
  std::size_t at = on + 1;
  ir::Table* table = table_at(draft, words, at);
  if (table == nullptr) return false;
  const bool deferrable = find_word(words, "DEFERRABLE", at) < execute;
  const bool deferred = find_word(words, "DEFERRED", at) < execute;
  std::string made = fmt::format(
      "CREATE CONSTRAINT TRIGGER {} AFTER {} ON {} {}DEFERRABLE INITIALLY {} FOR EACH ROW",
      shown_name(draft, {{}, name}), events, shown_name(draft, table->name),
      deferrable ? "" : "NOT ", deferred ? "DEFERRED" : "IMMEDIATE");
  if (const std::size_t when = find_word(words, "WHEN", at); when < execute) {
    std::string condition;
    read_condition(draft, sql, words, when + 1, *table, condition);
    made += fmt::format(" WHEN ({})", condition);
  }
  made += ' ' + trigger_call(draft, sql.substr(words[execute].begin));
  table->triggers.push_back({.name = name, .sql = std::move(made)});
  return true;
}

}  // namespace sqlx::sql::schema_reader
