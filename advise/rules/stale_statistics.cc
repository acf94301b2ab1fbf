// A table that has become another one since it was analysed last: plans are made for what it was.
#include <fmt/format.h>

#include <algorithm>

#include "advise/rules.h"

namespace sqlx::advise {
namespace {

constexpr double kChangedShare =
    0.5;  // of the rows: several times what the engines' own upkeep waits for

bool is_stale(const introspect::TableFigures& figures, double rows) {
  if (rows < kManyRows || !figures.changed_since_analysis) return false;
  return !figures.analysed || *figures.changed_since_analysis > kChangedShare * rows;
}

// The costliest statement that reads it.
const Judged* reader_of(const Situation& situation, const ir::Table& table) {
  const Judged* found = nullptr;
  for (const auto& judged : situation.statements()) {
    const auto& uses = judged->shape.uses;
    if (std::none_of(uses.begin(), uses.end(),
                     [&](const TableUse& use) { return use.table == &table; }))
      continue;
    if (found == nullptr || judged->statement->seconds > found->statement->seconds)
      found = judged.get();
  }
  return found;
}

}  // namespace

void find_stale_statistics(Situation& situation, std::vector<Finding>& findings) {
  for (const ir::Table& table : situation.schema().tables) {
    const introspect::TableFigures* figures = situation.figures_of(table);
    const double rows = situation.rows(table);
    if (figures == nullptr || !table.partitions.empty() || !is_stale(*figures, rows)) continue;
    const Judged* reader = reader_of(situation, table);
    if (reader == nullptr) continue;
    Finding made = situation.finding(Kind::kStaleStatistics, *reader);
    made.tables = {situation.name_of(table)};
    made.title = figures->analysed
                     ? fmt::format("the planner's statistics of {} are old", made.tables[0])
                     : fmt::format("{} was never analysed", made.tables[0]);
    made.evidence.numbers.emplace_back("table_rows", rows);
    made.evidence.numbers.emplace_back("rows_changed_since", *figures->changed_since_analysis);
    made.change = figures->analyse + ';';
    made.advice =
        "have the planner look at the table again; if this comes back, automatic analysis is off "
        "or too slow for it";
    findings.push_back(std::move(made));
  }
}

}  // namespace sqlx::advise
