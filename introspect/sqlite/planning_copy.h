// A database in memory with the schema and the planner's statistics of another one, and none of its
// rows: it plans statements as that one does, and an index can be made in it where nothing is at
// stake.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "introspect/consultation.h"

struct sqlite3;

namespace sqlx::introspect::sqlite {

struct StatisticsRow {
  std::string table, index, counts;  // of sqlite_stat1; the index may be empty
};

class PlanningCopy {
 public:
  // `definitions`: tables, then indexes and views. What needs a module that is not here is left
  // out.
  PlanningCopy(const std::vector<std::string>& definitions,
               const std::vector<StatisticsRow>& statistics);
  PlanningCopy(const PlanningCopy&) = delete;
  PlanningCopy& operator=(const PlanningCopy&) = delete;
  ~PlanningCopy();

  [[nodiscard]] Planned plan_with(const std::string& change, const std::string& statement);

 private:
  bool execute(const std::string& sql);
  void add_statistics(const StatisticsRow& row);

  sqlite3* database_ = nullptr;
};

// How a statement that EXPLAIN QUERY PLAN is asked about is planned.
[[nodiscard]] Planned explained(sqlite3* database, const std::string& statement);

}  // namespace sqlx::introspect::sqlite
