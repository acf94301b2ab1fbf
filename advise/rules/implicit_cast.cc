// A column that is compared with a value of another type, so that its stored values are converted
// and its index cannot be searched.
//
// Which side is converted differs between engines; the plan tells: it reads the whole table
// although an index begins with the column, and few rows have the value.
#include <fmt/format.h>

#include "advise/rules.h"
#include "advise/value_types.h"

namespace sqlx::advise {
namespace {

bool defeats_index(Situation& situation, const Judged& judged, const Condition& condition) {
  if (!condition.bare || condition.comparison != Comparison::kEqual ||
      !situation.reads_all(judged, condition.subject.use))
    return false;
  const ir::Table& table = *judged.shape.uses[condition.subject.use].table;
  if (!Situation::has_index_on(table, condition.subject.column->name) ||
      !may_convert_column(condition, judged, situation.pack()))
    return false;
  const auto known = situation.distinct(table, condition.subject.column->name);
  return known && known->values >= 1 / kSmallShare;
}

std::string advice_for(const Condition& condition) {
  const ir::Column& column = *condition.subject.column;
  if (condition.other)
    return fmt::format(
        "give `{}` ({}) and `{}` ({}) the same type, or cast the one whose table is smaller",
        column.name, column.database_type, condition.other->column->name,
        condition.other->column->database_type);
  return fmt::format(
      "give the value the type of the column, {}: a text in quotes, a whole number without a "
      "fraction or a cast",
      column.database_type);
}

}  // namespace

void find_implicit_casts(Situation& situation, std::vector<Finding>& findings) {
  for (const auto& judged : situation.statements()) {
    for (const SelectShape& select : judged->shape.selects) {
      for (const Condition& each : select.conditions) {
        if (!defeats_index(situation, *judged, each)) continue;
        const ir::Table& table = *judged->shape.uses[each.subject.use].table;
        Finding made = situation.finding(Kind::kImplicitCast, *judged);
        made.tables = {situation.name_of(table)};
        made.columns = {each.subject.column->name};
        made.title = fmt::format(
            "{}.{} is {} and is compared with another type, so its index is not searched",
            made.tables[0], made.columns[0], each.subject.column->database_type);
        made.evidence.numbers.emplace_back("table_rows", situation.rows(table));
        made.evidence.numbers.emplace_back("rows_examined", situation.rows(table));
        made.advice = advice_for(each);
        findings.push_back(std::move(made));
      }
    }
  }
}

}  // namespace sqlx::advise
