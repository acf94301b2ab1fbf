#include "introspect/sqlite/consultation.h"

#include <fmt/format.h>

#include "base/text.h"
#include "introspect/sqlite/connect.h"
#include "introspect/sqlite/planning_copy.h"

namespace sqlx::introspect::sqlite {
namespace {

constexpr int kCountedRows = 1000000;  // of a table: beyond, it is large
constexpr int kSampledRows = 10000;
constexpr std::string_view kStatistics = "SELECT tbl, coalesce(idx, ''), coalesce(stat, '') FROM main.sqlite_stat1";  // not there before ANALYZE

std::string name_of(std::string_view name) { return quoted(name, '"'); }

class File final : public Consultation {
 public:
  explicit File(const Request& request) : request_(request) {}

  bool open(Diagnostics& diagnostics) {
    connection_ = Connection::open(request_, found_);
    if (connection_ && read_objects()) return true;
    diagnostics.append(found_);
    return false;
  }

  // No one counts here how often an index is searched.
  std::optional<Figures> figures(Diagnostics& /*diagnostics*/) override {
    Figures made;
    made.counts_no_use = "SQLite does not count how often an index is searched: unused ones are not looked for";
    for (const Object& each : objects_) {
      if (each.type == "index") made.indexes.push_back({.table = {kSchema, each.table}, .index = each.name, .searches = {}, .bytes = 0});
      if (each.type != "table" || each.is_virtual()) continue;
      TableFigures& table = made.tables.emplace_back();
      table.table = {kSchema, each.name};
      table.rows = count(each.name);
      table.analyse = fmt::format("ANALYZE {}", name_of(each.name));
    }
    return made;
  }

  std::vector<Spread> spread(const ir::Table& table, std::span<const std::string> columns) override {
    std::string asked = "count(*)";
    std::vector<std::string> names;
    for (const std::string& column : columns) {
      asked += fmt::format(", count(DISTINCT {0}), coalesce(avg(length(CAST({0} AS BLOB))), 0)", name_of(column));
      names.push_back(name_of(column));
    }
    std::vector<Spread> made;
    const std::string sql = fmt::format("SELECT {} FROM (SELECT {} FROM main.{} LIMIT {})", asked, join(names, ", "), name_of(table.name.name), kSampledRows);
    const std::string problem = connection_->ask_freely(sql, [&](const Row& row) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const int at = static_cast<int>(i) * 2;
        made.push_back({.column = columns[i], .distinct = row.real(at + 1), .of_rows = row.real(0), .bytes = row.real(at + 2)});
      }
    });
    return problem.empty() ? made : std::vector<Spread>();
  }

  Planned plan(const PlannedStatement& statement) override { return connection_->plan(statement.text); }

  bool can_try() const override { return true; }
  Planned plan_with(const std::string& change, const PlannedStatement& statement) override { return copy().plan_with(change, statement.text); }

  std::optional<std::vector<CountedStatement>> workload(Diagnostics& diagnostics) override {
    diagnostics.add(Code::kNoStatementStatistics, "SQLite does not count statements", request_.url.place(), "--statistics or --queries names another source");
    return std::nullopt;
  }

  bool is_open() const override { return true; }

 private:
  static constexpr const char* kSchema = "main";

  struct Object {
    std::string type, name, table, sql;

    [[nodiscard]] bool is_virtual() const { return starts_with_fold(sql, "CREATE VIRTUAL"); }
  };

  bool read_objects() {
    return connection_->ask("advice_objects.sql", [&](const Row& row) { objects_.push_back({row.string(0), row.string(1), row.string(2), row.string(3)}); });
  }

  double count(const std::string& table) {
    double rows = 0;
    static_cast<void>(connection_->ask_freely(fmt::format("SELECT count(*) FROM (SELECT 1 FROM main.{} LIMIT {})", name_of(table), kCountedRows),
                                              [&](const Row& row) { rows = row.real(0); }));
    return rows;
  }

  PlanningCopy& copy() {
    if (copy_ != nullptr) return *copy_;
    std::vector<std::string> definitions;
    for (const Object& each : objects_) {
      if (!each.sql.empty() && !each.is_virtual()) definitions.push_back(each.sql);
    }
    std::vector<StatisticsRow> statistics;
    static_cast<void>(connection_->ask_freely(kStatistics, [&](const Row& row) { statistics.push_back({row.string(0), row.string(1), row.string(2)}); }));
    copy_ = std::make_unique<PlanningCopy>(definitions, statistics);
    return *copy_;
  }

  Request request_;
  Diagnostics found_;
  std::optional<Connection> connection_;
  std::vector<Object> objects_;
  std::unique_ptr<PlanningCopy> copy_;
};

}  // namespace

std::unique_ptr<Consultation> consult(const Request& request, Diagnostics& diagnostics) {
  auto file = std::make_unique<File>(request);
  return file->open(diagnostics) ? std::move(file) : nullptr;
}

}  // namespace sqlx::introspect::sqlite
