#include "introspect/sqlite/planning_copy.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <map>
#include <memory>

#include "introspect/sqlite/plan.h"

namespace sqlx::introspect::sqlite {
namespace {

struct Finalizer {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

}  // namespace

Planned explained(sqlite3* database, const std::string& statement) {
  sqlite3_stmt* prepared = nullptr;
  const std::string sql = "EXPLAIN QUERY PLAN " + statement;
  int result =
      sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, Finalizer> owner(prepared);
  Planned made;
  Plan plan;
  struct Level {
    std::size_t depth = 0;
    bool repeating = false;
  };
  std::map<std::int64_t, Level> levels;
  while (result == SQLITE_OK || result == SQLITE_ROW) {
    result = sqlite3_step(prepared);
    if (result != SQLITE_ROW) break;
    const unsigned char* text = sqlite3_column_text(prepared, 3);
    const std::string_view detail = text == nullptr ? "" : reinterpret_cast<const char*>(text);
    const auto parent = levels.find(sqlite3_column_int64(prepared, 1));
    const Level outer = parent == levels.end()
                            ? Level{}
                            : Level{parent->second.depth + 1, parent->second.repeating};
    levels[sqlite3_column_int64(prepared, 0)] = {outer.depth,
                                                 outer.repeating || is_repeating(detail)};
    add_detail(plan, detail, outer.depth, outer.repeating);
  }
  if (result == SQLITE_DONE) {
    made.plan = std::move(plan);
  } else {
    made.problem = fmt::format("SQLite says: {}", sqlite3_errmsg(database));
  }
  return made;
}

PlanningCopy::PlanningCopy(const std::vector<std::string>& definitions,
                           const std::vector<StatisticsRow>& statistics) {
  if (sqlite3_open(":memory:", &database_) != SQLITE_OK) return;
  for (const std::string& each : definitions) execute(each);
  if (statistics.empty() || !execute("ANALYZE")) return;
  execute("DELETE FROM sqlite_stat1");
  for (const StatisticsRow& row : statistics) add_statistics(row);
  execute("ANALYZE sqlite_schema");  // has the planner read them
}

PlanningCopy::~PlanningCopy() { sqlite3_close(database_); }

bool PlanningCopy::execute(const std::string& sql) {
  return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

void PlanningCopy::add_statistics(const StatisticsRow& row) {
  sqlite3_stmt* prepared = nullptr;
  sqlite3_prepare_v2(database_, "INSERT INTO sqlite_stat1 VALUES (?, nullif(?, ''), ?)", -1,
                     &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, Finalizer> owner(prepared);
  if (prepared == nullptr) return;
  int place = 1;
  for (const std::string* text : {&row.table, &row.index, &row.counts})
    sqlite3_bind_text(prepared, place++, text->data(), static_cast<int>(text->size()),
                      SQLITE_STATIC);
  sqlite3_step(prepared);
}

Planned PlanningCopy::plan_with(const std::string& change, const std::string& statement) {
  Planned made;
  if (!execute("BEGIN") || !execute(change)) {
    made.problem = fmt::format("SQLite says: {}", sqlite3_errmsg(database_));
  } else {
    made = explained(database_, statement);
  }
  execute("ROLLBACK");
  return made;
}

}  // namespace sqlx::introspect::sqlite
