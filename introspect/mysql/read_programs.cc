// Stored programs: functions, procedures, triggers and events. The catalog has them in parts; the
// statement that creates each is put together again, without the account that defined it.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "introspect/mysql/read.h"
#include "introspect/mysql/sql_text.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::mysql {
namespace {

using ir::RoutineKind;
using ir::Volatility;

// A type with its character set, where that is not the database's.
std::string type_words(const ir::Database& database, const Rows& rows, std::string_view column) {
  std::string words = rows.text(column);
  const std::string collation = rows.text("collation_name");
  if (!collation.empty() && collation != database.collation) {
    words += fmt::format(" CHARACTER SET {} COLLATE {}", rows.view("charset"), collation);
  }
  return words;
}

Volatility volatility_of(const Rows& rows) {
  if (!rows.yes("is_deterministic")) return Volatility::kVolatile;
  return rows.view("data_access") == "NO SQL" ? Volatility::kImmutable : Volatility::kStable;
}

// A function of many rows says so in its body only.
RoutineKind kind_of(const Rows& rows) {
  if (rows.view("routine_type") == "PROCEDURE") return RoutineKind::kProcedure;
  return contains_fold(rows.view("body"), "FETCH GROUP NEXT ROW") ? RoutineKind::kAggregate
                                                                  : RoutineKind::kFunction;
}

// What stands between a routine's arguments and its body. The body is added last, when
// read_parameters has put the arguments in between.
std::string characteristics(const Rows& rows) {
  std::string text;
  if (rows.yes("is_deterministic")) text += " DETERMINISTIC";
  if (rows.view("data_access") != "CONTAINS SQL")
    text += fmt::format(" {}", rows.view("data_access"));
  if (rows.view("security") == "INVOKER") text += " SQL SECURITY INVOKER";
  if (!rows.view("comment").empty())
    text += fmt::format(" COMMENT {}", quote_string(rows.view("comment")));
  return text;
}

std::string body_of(const Catalog& catalog, const Rows& rows) {
  if (rows.view("body_kind") == "SQL") return ' ' + catalog.text(rows.view("body"));
  return fmt::format(" LANGUAGE {} AS $$ {} $$", rows.view("language"), rows.view("body"));
}

struct KindWords {
  RoutineKind kind;
  std::string_view words;
};
constexpr KindWords kKindWords[] = {
    {RoutineKind::kFunction, "FUNCTION"},
    {RoutineKind::kAggregate, "AGGREGATE FUNCTION"},
    {RoutineKind::kProcedure, "PROCEDURE"},
};

std::string_view words_of(RoutineKind kind) {
  return std::find_if(std::begin(kKindWords), std::end(kKindWords),
                      [&](const KindWords& row) { return row.kind == kind; })
      ->words;
}

struct ModeWords {
  std::string_view words;
  ir::ArgumentMode mode;
};
constexpr ModeWords kModes[] = {
    {"IN", ir::ArgumentMode::kIn},
    {"OUT", ir::ArgumentMode::kOut},
    {"INOUT", ir::ArgumentMode::kInOut},
};

ir::ArgumentMode mode_of(std::string_view words) {
  const auto* found = std::find_if(std::begin(kModes), std::end(kModes),
                                   [&](const ModeWords& row) { return row.words == words; });
  return found == std::end(kModes) ? ir::ArgumentMode::kIn : found->mode;
}

std::string_view words_of(ir::ArgumentMode mode) {
  return std::find_if(std::begin(kModes), std::end(kModes),
                      [&](const ModeWords& row) { return row.mode == mode; })
      ->words;
}

// The statement's head, when its arguments are known; read_routines wrote what follows them.
void complete_definition(ir::Routine& routine) {
  if (routine.definition.empty()) return;
  std::vector<std::string> arguments;
  for (const ir::Argument& argument : routine.arguments) {
    const std::string mode = routine.kind == RoutineKind::kProcedure
                                 ? fmt::format("{} ", words_of(argument.mode))
                                 : std::string();
    arguments.push_back(
        fmt::format("{}{} {}", mode, quote_name(argument.name), argument.database_type));
  }
  routine.definition =
      fmt::format("CREATE {} {}({}){}", words_of(routine.kind), quote_name(routine.name.name),
                  join(arguments, ", "), routine.definition);
}

bool is_package(const Rows& rows) { return rows.view("routine_type").starts_with("PACKAGE"); }

void keep_package(Catalog& catalog, const Rows& rows) {
  const ir::ObjectName name = catalog.name(rows, "routine_schema", "routine_name");
  const std::string kind = lower(rows.view("routine_type"));
  catalog.add_unsupported(kind, name, "",
                          fmt::format("CREATE {} {} {}", rows.view("routine_type"),
                                      quote_name(name.name), catalog.text(rows.view("body"))));
  catalog.keep_sql_mode(kind, name, rows.view("sql_mode"));
}

// Triggers are created in the order of their names, but fire in another: where a trigger would come
// to stand elsewhere than behind all that are there already, it says where it belongs. `firing`
// holds those of one moment, in their order, up to all of them.
std::string order_clause(const std::vector<std::string>& firing, std::size_t position) {
  const std::string& name = firing[position];
  const std::string* before = nullptr;
  const std::string* after = nullptr;
  for (std::size_t i = 0; i < firing.size(); ++i) {
    if (firing[i] >= name) continue;
    if (i < position) before = &firing[i];
    if (i > position && after == nullptr) after = &firing[i];
  }
  if (after == nullptr) return {};
  return before != nullptr ? fmt::format(" FOLLOWS {}", quote_name(*before))
                           : fmt::format(" PRECEDES {}", quote_name(*after));
}

struct FoundTrigger {
  ir::Table* table;
  std::string moment;  // BEFORE INSERT
  std::string name;
  std::string body;
};

void keep_triggers(std::vector<FoundTrigger>& moment) {
  std::vector<std::string> names;
  names.reserve(moment.size());
  for (const FoundTrigger& trigger : moment) names.push_back(trigger.name);
  for (std::size_t i = 0; i < moment.size(); ++i) {
    const FoundTrigger& trigger = moment[i];
    trigger.table->triggers.push_back(
        {.name = trigger.name,
         .sql =
             fmt::format("CREATE TRIGGER {} {} ON {} FOR EACH ROW{} {}", quote_name(trigger.name),
                         trigger.moment, quote_name(trigger.table->name.name),
                         order_clause(names, i), trigger.body)});
  }
  moment.clear();
}

std::string schedule_of(const Rows& rows) {
  if (!rows.is_null("execute_at")) return fmt::format("AT '{}'", rows.view("execute_at"));
  std::string text =
      fmt::format("EVERY {} {}", rows.view("interval_value"), rows.view("interval_field"));
  if (!rows.is_null("starts")) text += fmt::format(" STARTS '{}'", rows.view("starts"));
  if (!rows.is_null("ends")) text += fmt::format(" ENDS '{}'", rows.view("ends"));
  return text;
}

struct StatusWords {
  std::string_view status;
  std::string_view words;
};
constexpr StatusWords kStatuses[] = {{"ENABLED", ""}, {"DISABLED", " DISABLE"}};

std::string_view status_words(std::string_view status) {
  const auto* found = std::find_if(std::begin(kStatuses), std::end(kStatuses),
                                   [&](const StatusWords& row) { return row.status == status; });
  return found == std::end(kStatuses) ? std::string_view(" DISABLE ON SLAVE") : found->words;
}

}  // namespace

void read_routines(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    if (!catalog.wants(rows.view("routine_schema"))) continue;
    if (is_package(rows)) {
      keep_package(catalog, rows);
      continue;
    }
    ir::Routine routine{.name = catalog.name(rows, "routine_schema", "routine_name"),
                        .kind = kind_of(rows),
                        .volatility = volatility_of(rows),
                        .language = lower(rows.view("language")),
                        .comment = rows.text("comment")};
    if (routine.kind != RoutineKind::kProcedure) {
      routine.database_result = type_words(catalog.database(), rows, "result_type");
      routine.result = wirepacks::logical_type(catalog.server().pack, rows.view("result_type"));
    }
    const std::string returns =
        routine.database_result.empty() ? std::string() : " RETURNS " + routine.database_result;
    if (!rows.is_null("body")) {
      routine.definition = returns + characteristics(rows) + body_of(catalog, rows);
    } else {
      catalog.add_unsupported("routine without its body", routine.name, "this user may not see it");
    }
    catalog.keep_sql_mode("routine", routine.name, rows.view("sql_mode"));
    catalog.add_routine(std::move(routine));
  }
}

void read_parameters(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    if (!catalog.wants(rows.view("routine_schema"))) continue;
    ir::Routine* routine =
        catalog.find_routine(catalog.name(rows, "routine_schema", "routine_name"),
                             rows.view("routine_type") == "PROCEDURE");
    if (routine == nullptr) continue;
    routine->arguments.push_back(
        {.name = rows.text("parameter_name"),
         .mode = mode_of(rows.view("mode")),
         .type = wirepacks::logical_type(catalog.server().pack, rows.view("type")),
         .database_type = type_words(catalog.database(), rows, "type")});
  }
  for (ir::Routine& routine : catalog.database().routines) complete_definition(routine);
}

void read_triggers(Catalog& catalog, Rows& rows) {
  std::vector<FoundTrigger> moment;
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    FoundTrigger trigger{.table = table,
                         .moment = fmt::format("{} {}", rows.view("timing"), rows.view("event")),
                         .name = rows.text("trigger_name"),
                         .body = catalog.text(rows.view("body"))};
    if (!moment.empty() && (moment.back().table != table || moment.back().moment != trigger.moment))
      keep_triggers(moment);
    catalog.keep_sql_mode("trigger", catalog.name(rows, "table_schema", "trigger_name"),
                          rows.view("sql_mode"));
    moment.push_back(std::move(trigger));
  }
  keep_triggers(moment);
}

void read_events(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    if (!catalog.wants(rows.view("event_schema"))) continue;
    const ir::ObjectName name = catalog.name(rows, "event_schema", "event_name");
    std::string sql = fmt::format("CREATE EVENT {} ON SCHEDULE {} ON COMPLETION {}{}",
                                  quote_name(name.name), schedule_of(rows),
                                  rows.view("on_completion"), status_words(rows.view("status")));
    if (!rows.view("comment").empty())
      sql += fmt::format(" COMMENT {}", quote_string(rows.view("comment")));
    sql += " DO " + catalog.text(rows.view("body"));
    catalog.add_unsupported("event", name, "", std::move(sql));
    catalog.keep_sql_mode("event", name, rows.view("sql_mode"));
  }
}

}  // namespace sqlx::introspect::mysql
