#include "introspect/postgres/consultation.h"

#include <fmt/format.h>

#include <charconv>
#include <exception>
#include <map>

#include "base/text.h"
#include "introspect/postgres/connect.h"
#include "introspect/postgres/plan.h"
#include "introspect/postgres/questions.h"

namespace sqlx::introspect::postgres {
namespace {

constexpr int kWithStatementTimes = 130000;  // total_exec_time; before, it was total_time
constexpr int kSampledRows = 1000;
constexpr auto kServerShare =
    0.9;  // of the time that an answer may take: the server gives up before we do

std::string name_of(std::string_view name) { return quoted(name, '"'); }

std::string name_of(const ir::ObjectName& table) {
  return table.schema.empty() ? name_of(table.name)
                              : fmt::format("{}.{}", name_of(table.schema), name_of(table.name));
}

std::string literal(std::string_view text) {
  return quoted(text, '\'');
}  // standard_conforming_strings is on

double decimal(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Server final : public Consultation {
 public:
  Server(std::unique_ptr<Session> session, const Request& request)
      : session_(std::move(session)), url_(request.url), timeout_(request.timeout) {}

  // Nothing is written unless a transaction says that it is going to.
  [[nodiscard]] bool begin(Diagnostics& diagnostics) {
    const auto limit =
        static_cast<std::int64_t>(static_cast<double>(timeout_.count()) * kServerShare);
    return attempt(diagnostics, [&] {
      static_cast<void>(session_->ask(
          "settings", fmt::format("SET default_transaction_read_only = on; SET statement_timeout = "
                                  "{}; SET lock_timeout = {}; "
                                  "SET standard_conforming_strings = on; SET jit = off",
                                  limit, limit)));
    });
  }

  std::optional<Figures> figures(Diagnostics& diagnostics) override {
    Figures made;
    const bool done = attempt(diagnostics, [&] {
      const Questions questions(*session_, timeout_);
      for (Fields row : questions.ask("advice_tables")) made.tables.push_back(table_figures(row));
      for (Fields row : questions.ask("advice_indexes")) made.indexes.push_back(index_figures(row));
      for (Fields row : questions.ask("advice_since")) made.counted_since = row.string();
    });
    for (const TableFigures& each : made.tables) rows_[each.table] = each.rows;
    return done ? std::optional(std::move(made)) : std::nullopt;
  }

  std::vector<Spread> spread(const ir::Table& table,
                             std::span<const std::string> columns) override {
    std::map<std::string, double, std::less<>> distinct;
    std::vector<Spread> made;
    try {
      for (Fields row : session_->ask("the statistics of columns", statistics_question(table))) {
        std::string column = row.string();
        distinct[std::move(column)] = decimal(row.text());
      }
      Rows sizes = session_->ask("the size of values", size_question(table, columns));
      for (Fields row : sizes) {
        const double looked_at = decimal(row.text());
        for (const std::string& column : columns) {
          const double known = distinct.contains(column) ? distinct[column] : 0;
          const double rows = rows_.contains(table.name) ? rows_[table.name] : looked_at;
          made.push_back({.column = column,
                          .distinct = known < 0 ? -known * rows : known,
                          .of_rows = known == 0 ? 0 : rows,
                          .bytes = decimal(row.text())});
        }
      }
    } catch (const QueryFailure& failure) {
      note(failure);
      return {};
    }
    return made;
  }

  Planned plan(const PlannedStatement& statement) override {
    return planned("BEGIN READ ONLY; SET LOCAL plan_cache_mode = force_generic_plan", {},
                   statement);
  }

  bool can_try() const override { return true; }

  // An index of a transaction is nobody else's. It must not wait for others, nor have others wait
  // for long.
  Planned plan_with(const std::string& change, const PlannedStatement& statement) override {
    return planned(
        "BEGIN READ WRITE; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL lock_timeout "
        "= '2s'",
        change, statement);
  }

  std::optional<SubstringIndex> substring_index() const override {
    return SubstringIndex{
        .method = "gin", .operator_class = "gin_trgm_ops", .extension = "pg_trgm"};
  }

  std::optional<std::vector<CountedStatement>> workload(Diagnostics& diagnostics) override {
    std::string schema;
    if (!attempt(diagnostics, [&] { schema = extension_schema(); })) return std::nullopt;
    if (schema.empty()) {
      diagnostics.add(Code::kNoStatementStatistics,
                      "the extension pg_stat_statements is not in this database", url_.place(),
                      "set shared_preload_libraries = 'pg_stat_statements', start the server "
                      "again, and CREATE EXTENSION pg_stat_statements");
      return std::nullopt;
    }
    std::string question = Questions(*session_, timeout_).text("advice_statements");
    replace_all(question, "FROM pg_stat_statements AS",
                fmt::format("FROM {}.pg_stat_statements AS", name_of(schema)));
    if (session_->server_version() < kWithStatementTimes)
      replace_all(question, "_exec_time", "_time");
    return counted(question, diagnostics);
  }

  bool is_open() const override { return open_; }

 private:
  // False, and an error, if the server did not answer.
  template <class Fn>
  bool attempt(Diagnostics& diagnostics, const Fn& fn) {
    try {
      fn();
      return true;
    } catch (const QueryFailure& failure) {
      note(failure);
      report(failure, session_->peer(), url_, diagnostics);
      return false;
    }
  }

  void note(const QueryFailure& failure) { open_ = open_ && !failure.lost && !failure.timed_out; }

  static TableFigures table_figures(Fields& row) {
    TableFigures made;
    made.table.schema = row.string();
    made.table.name = row.string();
    made.rows = decimal(row.text());
    made.writes = decimal(row.text());
    const auto changed = row.maybe();
    if (changed) made.changed_since_analysis = decimal(*changed);
    made.analysed = row.flag();
    made.analyse = row.string();
    return made;
  }

  static IndexFigures index_figures(Fields& row) {
    IndexFigures made;
    made.table.schema = row.string();
    made.table.name = row.string();
    made.index = row.string();
    made.searches = row.maybe_number();
    made.bytes = row.number();
    return made;
  }

  // A negative number of distinct values is that share of the rows. Of a table with partitions,
  // what is true of all of them counts.
  static std::string statistics_question(const ir::Table& table) {
    return fmt::format(
        "SELECT attname, n_distinct FROM pg_catalog.pg_stats WHERE schemaname = {} AND tablename = "
        "{} ORDER BY inherited",
        literal(table.name.schema), literal(table.name.name));
  }

  static std::string size_question(const ir::Table& table, std::span<const std::string> columns) {
    std::string sizes;
    std::vector<std::string> names;
    for (const std::string& column : columns) {
      sizes += fmt::format(", coalesce(avg(pg_catalog.pg_column_size(s.{})), 0)", name_of(column));
      names.push_back(name_of(column));
    }
    return fmt::format("SELECT count(*){} FROM (SELECT {} FROM {} LIMIT {}) AS s", sizes,
                       join(names, ", "), name_of(table.name), kSampledRows);
  }

  Planned planned(const std::string& begin, const std::string& change,
                  const PlannedStatement& statement) {
    Planned made;
    try {
      static_cast<void>(session_->ask("a transaction", begin));
      if (!change.empty()) static_cast<void>(session_->ask("a change", change));
      static_cast<void>(
          session_->ask("a statement", fmt::format("PREPARE sqlx_advised AS {}", statement.text)));
      made.plan = read_plan(explained(statement.parameters));
      if (!made.plan) made.problem = "the server's plan was not understood";
    } catch (const QueryFailure& failure) {
      note(failure);
      made.problem = fmt::format("the server says: {}", essence(failure.what()));
    }
    undo();
    return made;
  }

  std::string explained(std::size_t parameters) {
    std::string nulls;
    for (std::size_t i = 0; i < parameters; ++i) nulls += i == 0 ? "(NULL" : ", NULL";
    if (!nulls.empty()) nulls += ')';
    for (Fields row : session_->ask(
             "a plan", fmt::format("EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE sqlx_advised{}", nulls)))
      return row.string();
    return {};
  }

  // Prepared statements outlive the transaction.
  void undo() {
    if (!open_) return;
    try {
      static_cast<void>(session_->ask("the end of a transaction", "ROLLBACK"));
      static_cast<void>(session_->ask("the end of a statement", "DEALLOCATE ALL"));
    } catch (const QueryFailure& failure) {
      note(failure);
    }
  }

  std::string extension_schema() {
    const Rows rows = session_->ask("extensions",
                                    "SELECT n.nspname FROM pg_catalog.pg_extension AS e JOIN "
                                    "pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace "
                                    "WHERE e.extname = 'pg_stat_statements'");
    for (Fields row : rows) return row.string();
    return {};
  }

  std::optional<std::vector<CountedStatement>> counted(const std::string& question,
                                                       Diagnostics& diagnostics) {
    std::vector<CountedStatement> made;
    try {
      for (Fields row : session_->ask("pg_stat_statements", question)) {
        CountedStatement& each = made.emplace_back();
        each.text = row.string();
        each.calls = decimal(row.text());
        each.seconds = decimal(row.text());
        each.slowest = decimal(row.text());
        each.rows = decimal(row.text());
      }
    } catch (const QueryFailure& failure) {
      note(failure);
      diagnostics.add(
          Code::kNoStatementStatistics,
          fmt::format("pg_stat_statements could not be read: {}", essence(failure.what())),
          url_.place(),
          "it has to be in shared_preload_libraries; a member of pg_read_all_stats sees the "
          "statements of all users");
      return std::nullopt;
    }
    return made;
  }

  std::unique_ptr<Session> session_;
  const DatabaseUrl& url_;
  std::chrono::milliseconds timeout_;
  std::map<ir::ObjectName, double> rows_;
  bool open_ = true;
};

}  // namespace

std::unique_ptr<Consultation> consult(const Request& request, Diagnostics& diagnostics) try {
  std::unique_ptr<Session> session = Session::open(request, diagnostics);
  if (session == nullptr) return nullptr;
  auto server = std::make_unique<Server>(std::move(session), request);
  if (!server->begin(diagnostics)) return nullptr;
  return server;
} catch (const std::exception& error) {
  diagnostics.add(Code::kInternal, error.what());
  return nullptr;
}

}  // namespace sqlx::introspect::postgres
