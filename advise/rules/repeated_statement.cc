// N+1: a program reads some rows, and then one more statement for each of them.
//
// What was counted says it: one request ran the same statement, which looks one row up by a key or
// a foreign key, many times over.
#include <fmt/format.h>

#include <algorithm>

#include "advise/rules.h"

namespace sqlx::advise {
namespace {

constexpr double kOften = 10;  // in one request

// The columns of the statement's only table that are each compared with one value.
std::vector<std::string> compared_columns(const Judged& judged) {
  std::vector<std::string> columns;
  for (const Condition& each : judged.shape.selects[0].conditions) {
    const bool is_one_value = each.bare && !each.other && !each.is_list &&
                              each.comparison == Comparison::kEqual &&
                              each.values[0]->is<sql::Parameter>();
    if (is_one_value) columns.push_back(each.subject.column->name);
  }
  return columns;
}

bool has_all(const std::vector<std::string>& columns, const std::vector<std::string>& key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [&](const std::string& each) {
    return std::find(columns.begin(), columns.end(), each) != columns.end();
  });
}

// The key, or the foreign key, that rows are looked up by.
std::vector<std::string> key_of(const ir::Table& table, const std::vector<std::string>& columns) {
  if (table.primary_key && has_all(columns, ir::column_names(*table.primary_key)))
    return ir::column_names(*table.primary_key);
  for (const ir::Key& key : table.uniques) {
    if (has_all(columns, ir::column_names(key))) return ir::column_names(key);
  }
  for (const ir::ForeignKey& key : table.foreign_keys) {
    if (has_all(columns, key.columns)) return key.columns;
  }
  return {};
}

}  // namespace

void find_repeated_statements(Situation& situation, std::vector<Finding>& findings) {
  for (const auto& judged : situation.statements()) {
    const Shape& shape = judged->shape;
    const bool is_simple = shape.kind == StatementKind::kSelect && shape.selects.size() == 1 &&
                           shape.uses.size() == 1 && shape.uses[0].table != nullptr;
    if (!is_simple || judged->statement->most_in_one_request < kOften) continue;
    const ir::Table& table = *shape.uses[0].table;
    const std::vector<std::string> key = key_of(table, compared_columns(*judged));
    if (key.empty()) continue;
    Finding made = situation.finding(Kind::kNPlusOne, *judged);
    made.tables = {situation.name_of(table)};
    made.columns = key;
    made.title = fmt::format("one request reads {} one key at a time, {:.0f} times", made.tables[0],
                             judged->statement->most_in_one_request);
    made.evidence.numbers.emplace_back("most_in_one_request",
                                       judged->statement->most_in_one_request);
    if (judged->statement->requests > 0)
      made.evidence.numbers.emplace_back("requests", judged->statement->requests);
    made.evidence.numbers.emplace_back("table_rows", situation.rows(table));
    made.advice =
        "read them together: one statement with IN for all keys, or a join with what the keys come "
        "from (`include` in the ORM)";
    findings.push_back(std::move(made));
  }
}

}  // namespace sqlx::advise
