#include "introspect/sqlite/consultation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "introspect/sampled_spread.h"
#include "introspect/sqlite/connect.h"
#include "introspect/sqlite/planning_copy.h"

namespace sqlx::introspect::sqlite {
namespace {

constexpr int kCountedRows = 250000;  // of a table: beyond, ANALYZE knows, or it is at least that
constexpr std::string_view kStatistics =
    "SELECT tbl, coalesce(idx, ''), coalesce(stat, '') FROM main.sqlite_stat1";  // not there before
                                                                                 // ANALYZE

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
    made.counts_no_use =
        "SQLite does not count how often an index is searched: unused ones are not looked for";
    for (const Object& each : objects_) {
      if (each.type == "index")
        made.indexes.push_back(
            {.table = {kSchema, each.table}, .index = each.name, .searches = {}, .bytes = 0});
      if (each.type != "table" || each.is_virtual()) continue;
      TableFigures& table = made.tables.emplace_back();
      table.table = {kSchema, each.name};
      table.rows = count(each.name);
      table.analyse = fmt::format("ANALYZE {}", name_of(each.name));
    }
    return made;
  }

  std::vector<Spread> spread(const ir::Table& table,
                             std::span<const std::string> columns) override {
    return sampled_spread(columns, "coalesce(avg(length(CAST({} AS BLOB))), 0)",
                          [&](int rows, std::vector<Spread>& asked, std::string_view aggregate,
                              KeepValue keep) { return ask(table, rows, asked, aggregate, keep); });
  }

  Planned plan(const PlannedStatement& statement) override {
    return connection_->plan(statement.text);
  }

  bool can_try() const override { return true; }
  Planned plan_with(const std::string& change, const PlannedStatement& statement) override {
    return copy().plan_with(change, statement.text);
  }

  std::optional<std::vector<CountedStatement>> workload(Diagnostics& diagnostics) override {
    diagnostics.add(Code::kNoStatementStatistics, "SQLite does not count statements",
                    request_.url.place(), "--statistics or --queries names another source");
    return std::nullopt;
  }

  bool is_open() const override { return true; }

 private:
  static constexpr const char* kSchema = "main";

  struct Object {
    std::string type, name, table, sql;

    [[nodiscard]] bool is_virtual() const { return starts_with_fold(sql, "CREATE VIRTUAL"); }
  };

  // The first number of the statistics of an index is how many entries it has.
  void read_analysis() {
    static_cast<void>(connection_->ask_freely(
        "SELECT tbl, max(CAST(stat AS INTEGER)) FROM main.sqlite_stat1 GROUP BY tbl",
        [&](const Row& row) { analysed_rows_[row.string(0)] = row.real(1); }));
  }

  bool read_objects() {
    read_analysis();
    return connection_->ask("advice_objects.sql", [&](const Row& row) {
      objects_.push_back({row.string(0), row.string(1), row.string(2), row.string(3)});
    });
  }

  // One aggregate of each column over the first rows of the table.
  bool ask(const ir::Table& table, int rows, std::vector<Spread>& columns,
           std::string_view aggregate, KeepValue keep) const {
    if (columns.empty()) return true;
    std::string asked = "count(*)";
    std::vector<std::string> names;
    for (const Spread& each : columns) {
      names.push_back(name_of(each.column));
      asked += ", " + fmt::format(fmt::runtime(aggregate), names.back());
    }
    const std::string sql = fmt::format("SELECT {} FROM (SELECT {} FROM main.{} LIMIT {})", asked,
                                        join(names, ", "), name_of(table.name.name), rows);
    return connection_
        ->ask_freely(sql,
                     [&](const Row& row) {
                       for (std::size_t i = 0; i < columns.size(); ++i)
                         keep(columns[i], row.real(static_cast<int>(i) + 1), row.real(0));
                     })
        .empty();
  }

  double count(const std::string& table) {
    double rows = 0;
    static_cast<void>(
        connection_->ask_freely(fmt::format("SELECT count(*) FROM (SELECT 1 FROM main.{} LIMIT {})",
                                            name_of(table), kCountedRows),
                                [&](const Row& row) { rows = row.real(0); }));
    const auto analysed = analysed_rows_.find(table);
    return rows < kCountedRows || analysed == analysed_rows_.end()
               ? rows
               : std::max(rows, analysed->second);
  }

  PlanningCopy& copy() {
    if (copy_ != nullptr) return *copy_;
    std::vector<std::string> definitions;
    for (const Object& each : objects_) {
      if (!each.sql.empty() && !each.is_virtual()) definitions.push_back(each.sql);
    }
    std::vector<StatisticsRow> statistics;
    static_cast<void>(connection_->ask_freely(kStatistics, [&](const Row& row) {
      statistics.push_back({row.string(0), row.string(1), row.string(2)});
    }));
    copy_ = std::make_unique<PlanningCopy>(definitions, statistics);
    return *copy_;
  }

  Request request_;
  Diagnostics found_;
  std::optional<Connection> connection_;
  std::vector<Object> objects_;
  std::map<std::string, double, std::less<>> analysed_rows_;
  std::unique_ptr<PlanningCopy> copy_;
};

}  // namespace

std::unique_ptr<Consultation> consult(const Request& request, Diagnostics& diagnostics) {
  auto file = std::make_unique<File>(request);
  return file->open(diagnostics) ? std::move(file) : nullptr;
}

}  // namespace sqlx::introspect::sqlite
