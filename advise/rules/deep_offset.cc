// OFFSET 50000: every row before the page is made and thrown away.
#include <fmt/format.h>

#include <algorithm>

#include "advise/planned_statement.h"
#include "advise/rules.h"

namespace sqlx::advise {
namespace {

constexpr std::int64_t kDeep = 10000;  // rows that are thrown away

}  // namespace

void find_deep_offsets(Situation& situation, std::vector<Finding>& findings) {
  for (const auto& judged : situation.statements()) {
    for (const SelectShape& select : judged->shape.selects) {
      const auto offset = row_count(select.offset, *judged->statement, judged->shape);
      if (!offset || *offset < kDeep) continue;
      std::vector<std::string> tables;
      double rows = 0;
      for (const std::size_t use : select.uses) {
        const ir::Table* table = judged->shape.uses[use].table;
        if (table == nullptr) continue;
        tables.push_back(situation.name_of(*table));
        rows = std::max(rows, situation.rows(*table));
      }
      if (rows < static_cast<double>(*offset)) continue;  // there is nothing to throw away
      Finding made = situation.finding(Kind::kDeepOffset, *judged);
      made.tables = std::move(tables);
      for (const OrderColumn& each : select.order) made.columns.push_back(each.column.column->name);
      made.title = fmt::format("a page begins behind {} rows, which are read for nothing", *offset);
      made.evidence.numbers.emplace_back("offset", static_cast<double>(*offset));
      made.evidence.numbers.emplace_back("table_rows", rows);
      made.advice =
          "go on from the last row of the page before: WHERE the columns of ORDER BY are behind "
          "its values, with an index on them (a cursor in the API)";
      findings.push_back(std::move(made));
    }
  }
}

}  // namespace sqlx::advise
