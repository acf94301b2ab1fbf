// Triggers, routines, and statements that our tree has no node for. Bodies are procedural, and stay
// as they were written.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "sql/schema_reader/parts.h"
#include "sql/schema_reader/statement_words.h"
#include "sql/schema_reader/texts.h"

namespace sqlx::sql::schema_reader {
namespace {

using wirepacks::StoredText;

std::string_view first_word(std::string_view text) {
  text = trim(text);
  return text.substr(0, text.find_first_of(" \t\r\n"));
}

std::string_view behind_word(std::string_view text) {
  return trim(text.substr(first_word(trim(text)).size()));
}

std::string events_of(const Draft& draft, const CreateTrigger& statement) {
  std::string events;
  for (const std::string_view event : statement.events) events += ' ' + upper(event);
  std::string made = draft.stored.expressions == StoredText::kTyped ? events_in_order(events)
                                                                    : std::string(trim(events));
  const std::size_t update = made.find("UPDATE");
  if (update == std::string::npos || statement.columns.empty()) return made;
  std::vector<std::string> columns;
  for (const Name& each : statement.columns) columns.push_back(draft.name(each));
  return made.insert(update + 6, " OF " + join(columns, ", "));
}

std::string typed_trigger(Draft& draft, const CreateTrigger& statement, const ir::Table& table,
                          const std::string& name) {
  std::string sql =
      fmt::format("CREATE TRIGGER {} {} {} ON {} FOR EACH {}", shown_name(draft, {{}, name}),
                  upper(statement.timing), events_of(draft, statement),
                  shown_name(draft, table.name), statement.each_row ? "ROW" : "STATEMENT");
  if (statement.when != nullptr) {
    const std::string when = expression_text(draft, *statement.when, &table);
    sql += fmt::format(" WHEN {}", when.starts_with('(') && closes_at_end(when) ? '(' + when + ')'
                                                                                : "(" + when + ")");
  }
  return sql + ' ' + trigger_call(draft, statement.body);
}

std::string quoted_trigger(const Draft& draft, const CreateTrigger& statement,
                           const ir::Table& table, const std::string& name) {
  const char quote = draft.pack.lexical.identifier_quote;
  return fmt::format("CREATE TRIGGER {} {} {} ON {} FOR EACH ROW {}", quoted(name, quote),
                     upper(statement.timing), events_of(draft, statement),
                     quoted(table.name.name, quote), trim(statement.body));
}

// From the name on, which is what is kept of the statement.
std::string trigger_as_written(const Draft& draft, const CreateTrigger& statement) {
  const std::string_view all = draft.statement();
  const std::string_view name = statement.name.back().text;
  std::size_t at = all.find(name);
  if (at == std::string_view::npos) return std::string(all);
  if (at > 0 && statement.name.back().quoted) --at;
  return fmt::format("CREATE TRIGGER {}", all.substr(at));
}

std::string trigger_text(Draft& draft, const CreateTrigger& statement, const ir::Table& table,
                         const std::string& name) {
  switch (draft.stored.expressions) {
    case StoredText::kAsWritten: return trigger_as_written(draft, statement);
    case StoredText::kQuoted: return quoted_trigger(draft, statement, table, name);
    case StoredText::kTyped: return typed_trigger(draft, statement, table, name);
  }
  return {};
}

bool is_left_out(const Draft& draft, std::string_view command) {
  const auto& known = draft.pack.session.commands_left_out;
  return std::find(known.begin(), known.end(), first_word(command)) != known.end() ||
         std::find(known.begin(), known.end(), command) != known.end();
}

bool defines(std::string_view command) {
  const std::string_view word = first_word(command);
  return word == "CREATE" || word == "ALTER" || word == "DROP" || word == "COMMENT";
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (text = trim(text); !text.empty(); text = behind_word(text))
    words.push_back(first_word(text));
  return words;
}

// ALTER TYPE name ADD VALUE [IF NOT EXISTS] 'label' [BEFORE | AFTER 'label']
bool add_label(Draft& draft) {
  const std::vector<std::string_view> words = words_of(draft.statement());
  if (words.size() < 6 || !equal_fold(words[1], "type") || !equal_fold(words[3], "add") ||
      !equal_fold(words[4], "value"))
    return false;
  const std::string_view type = words[2].substr(words[2].rfind('.') + 1);
  const std::string name =
      type.starts_with('"') ? std::string(type.substr(1, type.size() - 2)) : lower(type);
  const auto label = [](std::string_view word) {
    return std::string(word.substr(1, word.size() - 2));
  };
  const std::size_t at = equal_fold(words[5], "if") ? 8 : 5;
  if (at >= words.size() || !words[at].starts_with('\'') || !words[at].ends_with('\''))
    return false;
  for (ir::Enum& each : draft.database.enums) {
    if (each.name.name != name) continue;
    auto place = each.values.end();
    if (at + 2 < words.size()) {
      place = std::find(each.values.begin(), each.values.end(), label(words[at + 2]));
      if (place != each.values.end() && equal_fold(words[at + 1], "after")) ++place;
    }
    if (std::find(each.values.begin(), each.values.end(), label(words[at])) == each.values.end())
      each.values.insert(place, label(words[at]));
    return true;
  }
  return false;
}

// What a trigger's function is given are texts, also where the statement writes them as numbers.
std::string text_arguments(std::string_view written) {
  std::string made;
  for (std::size_t at = 0; at < written.size();) {
    if (written[at] == '\'') {
      const std::size_t end = std::min(written.find('\'', at + 1), written.size() - 1);
      made += written.substr(at, end + 1 - at);
      at = end + 1;
    } else if (is_digit(written[at])) {
      const std::size_t end =
          std::min(written.find_first_not_of("0123456789.", at), written.size());
      made += fmt::format("'{}'", written.substr(at, end - at));
      at = end;
    } else {
      made += written[at++];
    }
  }
  return made;
}

}  // namespace

// EXECUTE FUNCTION f(), with the schema that f is in; one that the file does not make is the
// engine's own.
std::string trigger_call(const Draft& draft, std::string_view body) {
  body = behind_word(behind_word(body));
  const std::size_t open = std::min(body.find('('), body.size());
  std::string name(trim(body.substr(0, open)));
  if (name.find('.') == std::string::npos) {
    const std::string folded = lower(name);
    const auto made = std::find_if(draft.routines.begin(), draft.routines.end(),
                                   [&](const ir::ObjectName& each) { return each.name == folded; });
    name = made == draft.routines.end() ? folded : made->schema + '.' + folded;
  }
  return fmt::format("EXECUTE FUNCTION {}{}", name, text_arguments(body.substr(open)));
}

std::string shown_name(const Draft& draft, const ir::ObjectName& name) {
  const auto word = [&](const std::string& each) {
    const bool plain = is_plain_word(each) && lower(each) == each;
    return plain ? each : quoted(each, draft.pack.lexical.identifier_quote);
  };
  return name.schema.empty() ? word(name.name) : word(name.schema) + '.' + word(name.name);
}

// Whatever the order in the text, the catalog has one of its own.
std::string events_in_order(std::string_view events) {
  std::string made;
  for (const std::string_view event : {"INSERT", "DELETE", "UPDATE", "TRUNCATE"}) {
    if (!contains_fold(events, event)) continue;
    if (!made.empty()) made += " OR ";
    made += event;
  }
  return made;
}

void create_trigger(Draft& draft, const CreateTrigger& statement) {
  ir::Table* table = draft.find_table(statement.table->name);
  if (table == nullptr)
    return draft.tell(*statement.table, "this trigger is on a table that the file does not make");
  const std::string name = draft.name(statement.name.back());
  std::erase_if(table->triggers, [&](const ir::Trigger& each) { return each.name == name; });
  const std::string_view first = first_word(statement.body);
  if (equal_fold(first, "FOLLOWS") || equal_fold(first, "PRECEDES"))
    draft.note(
        statement,
        fmt::format("the place of trigger `{}` among others is said as it is written", name));
  table->triggers.push_back({.name = name, .sql = trigger_text(draft, statement, *table, name)});
}

void create_routine(Draft& draft, const CreateRoutine& statement) {
  const ir::ObjectName name = draft.new_name(statement.name);
  draft.routines.push_back(name);
  const bool is_procedure = statement.object == ObjectKind::kProcedure;
  ir::Routine routine{
      .name = name,
      .kind = is_procedure ? ir::RoutineKind::kProcedure : ir::RoutineKind::kFunction};
  if (read_routine(draft, draft.statement(), routine)) return;
  const std::string kind(to_string(statement.object));
  draft.database.unsupported.push_back(
      {kind, name, "known by its text only", std::string(draft.statement())});
  draft.tell(statement,
             fmt::format("sqlx keeps {} `{}` as its text: its arguments and result are not read",
                         kind, name.name),
             "read the database itself to have them");
}

void keep_utility(Draft& draft, const Utility& statement) {
  const std::string_view word = first_word(statement.command);
  if (word == "EXECUTE" || word == "CALL" || word == "DO")
    return draft.tell(statement,
                      fmt::format("what {} does is not known: it may change anything", word),
                      "read the database itself");
  if (!defines(statement.command) || is_left_out(draft, statement.command)) return;
  const std::string_view sql = draft.statement();
  if (add_label(draft) || comment_on_routine(draft, sql) || create_policy(draft, sql) ||
      create_constraint_trigger(draft, sql))
    return;
  const bool is_owner = contains_fold(statement.text, " OWNER TO ") ||
                        starts_with_fold(statement.text, "ALTER DEFAULT PRIVILEGES");
  if (is_owner || starts_with_fold(statement.text, "COMMENT ON EXTENSION")) return;
  const std::vector<std::string> path = path_of_object(sql, draft.pack);
  const std::string of = path.empty() ? std::string() : fmt::format(" of `{}`", path.back());
  draft.database.unsupported.push_back({lower(statement.command), draft.new_name(path),
                                        std::string(shortened(trim(statement.text), 80)),
                                        std::string(sql)});
  draft.tell(statement,
             fmt::format("sqlx does not read {}{}: it stands among the unsupported facts",
                         statement.command, of));
}

}  // namespace sqlx::sql::schema_reader
