#include "introspect/mysql/consultation.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "base/text.h"
#include "embedded/mysql_queries.h"
#include "introspect/mysql/connect.h"
#include "introspect/mysql/plan.h"
#include "introspect/sampled_spread.h"

namespace sqlx::introspect::mysql {
namespace {

constexpr std::string_view kReadOnly = "START TRANSACTION READ ONLY";
constexpr std::string_view kCountsNoUse =
    "this server does not count how often an index is searched (performance_schema and userstat "
    "are off): unused ones are not looked for";

std::string question(std::string_view name) {
  for (const EmbeddedFile& file : embedded::mysql_queries()) {
    if (file.name == name) return std::string(file.text);
  }
  return {};
}

std::string name_of(std::string_view name) { return quoted(name, '`'); }

std::string name_of(const ir::ObjectName& table) {
  return table.schema.empty() ? name_of(table.name)
                              : fmt::format("{}.{}", name_of(table.schema), name_of(table.name));
}

double decimal(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Where a server counts how its tables and indexes are used: two ways, of which none, one or both
// are switched on. Neither tells of what was never used since, but where counting is on, that is
// zero.
struct Counter {
  std::string_view variable;
  std::string_view searches;  // schema, table, index, count
  std::string_view writes;    // schema, table, count
};
constexpr Counter kCounters[] = {
    {"performance_schema",
     "SELECT object_schema AS `schema`, object_name AS `table`, index_name AS `index`, count_read "
     "AS `count` "
     "FROM performance_schema.table_io_waits_summary_by_index_usage WHERE index_name IS NOT NULL",
     "SELECT object_schema AS `schema`, object_name AS `table`, count_write AS `count` FROM "
     "performance_schema.table_io_waits_summary_by_table"},
    {"userstat",
     "SELECT table_schema AS `schema`, table_name AS `table`, index_name AS `index`, rows_read AS "
     "`count` FROM information_schema.index_statistics",
     "SELECT table_schema AS `schema`, table_name AS `table`, rows_changed AS `count` FROM "
     "information_schema.table_statistics"},
};

class Server final : public Consultation {
 public:
  Server(Connection connection, const Request& request)
      : connection_(std::move(connection)), url_(request.url), schemas_(request.schemas) {}

  std::optional<Figures> figures(Diagnostics& diagnostics) override {
    Figures made;
    auto database =
        connection_.ask("SELECT DATABASE() AS `name`", "the database's name", diagnostics);
    if (!database) return std::nullopt;
    if (database->next()) database_ = database->text("name");
    auto tables = connection_.ask(asked("advice_tables.sql"), "tables", diagnostics);
    if (!tables) return std::nullopt;
    while (tables->next()) made.tables.push_back(table_figures(*tables));
    auto indexes = connection_.ask(asked("advice_indexes.sql"), "indexes", diagnostics);
    if (!indexes) return std::nullopt;
    while (indexes->next())
      made.indexes.push_back({.table = {indexes->text("schema"), indexes->text("table")},
                              .index = indexes->text("index"),
                              .searches = {},
                              .bytes = 0});
    count_use(made);
    return made;
  }

  std::vector<Spread> spread(const ir::Table& table,
                             std::span<const std::string> columns) override {
    return sampled_spread(columns, "COALESCE(AVG(LENGTH({})), 0)",
                          [&](int rows, std::vector<Spread>& asked, std::string_view aggregate,
                              KeepValue keep) { return ask(table, rows, asked, aggregate, keep); });
  }

  // A statement is planned for values; the server would take NULL at its word.
  // A change is not even planned where nothing may be changed.
  Planned plan(const PlannedStatement& statement) override {
    if (!statement.changes_rows) return planned(statement);
    Diagnostics aside;
    if (!connection_.run("START TRANSACTION", "settings", aside))
      return {{}, "the connection was lost"};
    Planned made = planned(statement);
    const bool undone = connection_.run("ROLLBACK", "settings", aside) &&
                        connection_.run(std::string(kReadOnly), "settings", aside);
    open_ = open_ && undone;
    return made;
  }

  // DDL is not part of a transaction here: an index that is made is there for all.
  bool can_try() const override { return false; }
  Planned plan_with(const std::string& /*change*/, const PlannedStatement& statement) override {
    return plan(statement);
  }

  std::optional<std::vector<CountedStatement>> workload(Diagnostics& diagnostics) override {
    diagnostics.add(Code::kNoStatementStatistics, "pg_stat_statements is PostgreSQL's",
                    url_.place(), "--statistics or --queries names another source");
    return std::nullopt;
  }

  bool is_open() const override { return open_; }

 private:
  // One aggregate of each column over the first rows of the table.
  bool ask(const ir::Table& table, int rows, std::vector<Spread>& columns,
           std::string_view aggregate, KeepValue keep) {
    if (columns.empty()) return true;
    std::string asked = "COUNT(*) AS `all`";
    std::vector<std::string> names;
    for (const Spread& each : columns) {
      asked += fmt::format(
          ", {} AS c{}", fmt::format(fmt::runtime(aggregate), name_of(each.column)), names.size());
      names.push_back(name_of(each.column));
    }
    Diagnostics refusal;
    auto answer = connection_.ask(fmt::format("SELECT {} FROM (SELECT {} FROM {} LIMIT {}) AS s",
                                              asked, join(names, ", "), name_of(table.name), rows),
                                  "values", refusal);
    note(refusal);
    if (!answer || !answer->next()) return false;
    for (std::size_t i = 0; i < columns.size(); ++i)
      keep(columns[i], decimal(answer->view(fmt::format("c{}", i))), decimal(answer->view("all")));
    return true;
  }

  Planned planned(const PlannedStatement& statement) {
    Planned made;
    Diagnostics refusal;
    auto rows = connection_.ask("EXPLAIN FORMAT=JSON " + statement.spelled_out, "a plan", refusal);
    if (!rows || !rows->next()) {
      note(refusal);
      made.problem = refusal.empty() ? "the server gave no plan" : words_of(refusal.items().back());
      return made;
    }
    made.plan = read_plan(rows->text("EXPLAIN"));
    if (!made.plan) made.problem = "the server's plan was not understood";
    return made;
  }

  static std::string words_of(const Diagnostic& refusal) {
    return refusal.notes.empty() ? refusal.message : refusal.notes.back().message;
  }

  void note(const Diagnostics& refusal) {
    for (const Diagnostic& each : refusal.items())
      open_ = open_ && each.code != Code::kConnectionLost && each.code != Code::kConnectTimeout;
  }

  std::string asked(std::string_view file) const {
    std::vector<std::string> literals;
    for (const std::string& schema : schemas_) literals.push_back(connection_.literal(schema));
    std::string sql = question(file);
    replace_all(sql, ":schemas", literals.empty() ? "DATABASE()" : join(literals, ", "));
    return sql;
  }

  TableFigures table_figures(const Rows& rows) const {
    TableFigures made;
    made.table = {rows.text("schema"), rows.text("table")};
    made.rows = decimal(rows.view("rows"));
    made.analyse = fmt::format("ANALYZE TABLE {}", name_of(made.table));
    return made;
  }

  [[nodiscard]] bool is_on(std::string_view variable) {
    Diagnostics aside;
    auto rows = connection_.ask(fmt::format("SHOW GLOBAL VARIABLES LIKE '{}'", variable),
                                "a setting", aside);
    return rows && rows->next() && (rows->view("Value") == "ON" || rows->view("Value") == "1");
  }

  void count_use(Figures& figures) {
    bool counts = false;
    for (const Counter& counter : kCounters) {
      if (!counts && is_on(counter.variable)) counts = count_by(counter, figures);
    }
    if (!counts) figures.counts_no_use = kCountsNoUse;
  }

  using UseKey = std::pair<ir::ObjectName, std::string>;

  std::optional<std::map<UseKey, double>> counts(std::string_view sql, bool of_indexes) {
    Diagnostics aside;
    auto rows = connection_.ask(std::string(sql), "what was counted", aside);
    if (!rows) return std::nullopt;
    std::map<UseKey, double> made;
    while (rows->next()) {
      const std::string schema = rows->text("schema");
      made[{{schema == database_ ? "" : schema, rows->text("table")},
            of_indexes ? rows->text("index") : ""}] += decimal(rows->view("count"));
    }
    return made;
  }

  bool count_by(const Counter& counter, Figures& figures) {
    const auto searches = counts(counter.searches, true);
    const auto writes = counts(counter.writes, false);
    if (!searches || !writes) return false;
    for (IndexFigures& each : figures.indexes) {
      const auto found = searches->find({each.table, each.index});
      each.searches = found == searches->end() ? 0 : static_cast<std::int64_t>(found->second);
    }
    for (TableFigures& each : figures.tables) {
      const auto found = writes->find({each.table, ""});
      each.writes = found == writes->end() ? 0 : found->second;
    }
    return true;
  }

  Connection connection_;
  const DatabaseUrl& url_;
  std::vector<std::string> schemas_;
  std::string database_;
  bool open_ = true;
};

}  // namespace

std::unique_ptr<Consultation> consult(const Request& request, Diagnostics& diagnostics) {
  auto connection = Connection::open(request, request.url.database, diagnostics);
  if (!connection || !connection->run(std::string(kReadOnly), "settings", diagnostics))
    return nullptr;
  return std::make_unique<Server>(std::move(*connection), request);
}

}  // namespace sqlx::introspect::mysql
