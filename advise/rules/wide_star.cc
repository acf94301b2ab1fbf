// SELECT * of a table whose weight is in a few large columns, for many rows at a time.
//
// Which columns the program needs is its own knowledge; that most of what it is sent is in `body`,
// the database knows.
#include <fmt/format.h>

#include <algorithm>

#include "advise/rules.h"
#include "base/text.h"

namespace sqlx::advise {
namespace {

constexpr double kWide = 500;       // bytes of one value, on average
constexpr double kMostOfRow = 0.8;  // that wide columns take
constexpr double kManyAtOnce = 10;  // rows of one call

struct Width {
  double all = 0;
  double wide = 0;
  std::vector<std::string> columns;  // that are wide
};

Width width_of(Situation& situation, const ir::Table& table) {
  Width width;
  for (const introspect::Spread& each : situation.spread(table)) {
    width.all += each.bytes;
    if (each.bytes < kWide) continue;
    width.wide += each.bytes;
    width.columns.push_back(each.column);
  }
  return width;
}

}  // namespace

void find_wide_stars(Situation& situation, std::vector<Finding>& findings) {
  for (const auto& judged : situation.statements()) {
    const auto rows = judged->statement->rows_a_call();
    if (judged->shape.kind != StatementKind::kSelect || !rows || *rows < kManyAtOnce) continue;
    for (const SelectShape& select : judged->shape.selects) {
      if (!select.outermost || !select.plain || select.stars.size() != 1) continue;
      const ir::Table* table = judged->shape.uses[select.stars[0]].table;
      if (table == nullptr || table->kind != ir::TableKind::kTable) continue;
      const Width width = width_of(situation, *table);
      if (width.columns.empty() || width.columns.size() == table->columns.size() ||
          width.wide < kMostOfRow * width.all)
        continue;
      Finding made = situation.finding(Kind::kSelectStar, *judged);
      made.tables = {situation.name_of(*table)};
      made.columns = width.columns;
      made.title = fmt::format("SELECT * of {} carries {}, {:.0f} % of each row", made.tables[0],
                               enumerate(width.columns), 100 * width.wide / width.all);
      made.evidence.numbers.emplace_back("rows_a_call", *rows);
      made.evidence.numbers.emplace_back("bytes_a_row", width.all);
      made.evidence.numbers.emplace_back("bytes_of_columns", width.wide);
      made.advice = fmt::format(
          "name the columns that are needed; where {} is not among them, most of what is read and "
          "sent now is not needed",
          enumerate(width.columns));
      findings.push_back(std::move(made));
    }
  }
}

}  // namespace sqlx::advise
