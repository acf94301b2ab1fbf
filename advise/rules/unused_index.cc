// An index that nobody has searched since the database began to count, while its table was written.
//
// Keys and unique indexes are rules, not only ways; and an index that begins with the columns of a
// foreign key is what a DELETE of the parent's rows needs. Others of the same table were searched,
// or it is not in use at all; and no plan of the workload uses this one.
#include <fmt/format.h>

#include <algorithm>

#include "advise/rules.h"
#include "sql/index_statements.h"

namespace sqlx::advise {
namespace {

bool is_planned(const Situation& situation, const std::string& index) {
  return std::any_of(
      situation.statements().begin(), situation.statements().end(), [&](const auto& judged) {
        return std::any_of(judged->plan.steps.begin(), judged->plan.steps.end(),
                           [&](const introspect::PlanStep& step) { return step.index == index; });
      });
}

bool serves_foreign_key(const ir::Table& table, const ir::Index& index) {
  return std::any_of(
      table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ir::ForeignKey& key) {
        return std::any_of(key.columns.begin(), key.columns.end(), [&](const std::string& column) {
          return column == index.parts[0].column;
        });
      });
}

bool is_of(const introspect::IndexFigures& figures, const ir::Table& table) {
  const bool same_schema = figures.table.schema.empty() || table.name.schema.empty() ||
                           figures.table.schema == table.name.schema;
  return same_schema && figures.table.name == table.name.name;
}

const introspect::IndexFigures* figures_of(const Situation& situation, const ir::Table& table,
                                           const ir::Index& index) {
  for (const introspect::IndexFigures& each : situation.figures().indexes) {
    if (is_of(each, table) && each.index == index.name) return &each;
  }
  return nullptr;
}

// Whether its table is searched at all: by another index, or by a key.
bool is_searched(const Situation& situation, const ir::Table& table) {
  return std::any_of(situation.figures().indexes.begin(), situation.figures().indexes.end(),
                     [&](const introspect::IndexFigures& each) {
                       return each.searches.value_or(0) > 0 && is_of(each, table);
                     });
}

void review(Situation& situation, const ir::Table& table, const ir::Index& index,
            std::vector<Finding>& findings) {
  const introspect::TableFigures* written = situation.figures_of(table);
  const introspect::IndexFigures* used = figures_of(situation, table, index);
  if (written == nullptr || used == nullptr || written->writes <= 0 ||
      situation.rows(table) < kManyRows)
    return;
  if (used->searches.value_or(1) > 0 || index.unique || index.inherited ||
      serves_foreign_key(table, index) || is_planned(situation, index.name))
    return;
  Finding made;
  made.kind = Kind::kUnusedIndex;
  made.tables = {situation.name_of(table)};
  made.index_name = index.name;
  for (const ir::KeyPart& part : index.parts)
    made.columns.push_back(part.column.empty() ? part.expression : part.column);
  const std::string& since = situation.figures().counted_since;
  made.title = fmt::format("the index {} of {} was never searched since {}", index.name,
                           made.tables[0], since.empty() ? "statistics began" : since);
  made.evidence.numbers.emplace_back("searches", 0);
  made.evidence.numbers.emplace_back("writes", written->writes);
  if (used->bytes > 0)
    made.evidence.numbers.emplace_back("bytes", static_cast<double>(used->bytes));
  made.evidence.numbers.emplace_back("table_rows", situation.rows(table));
  if (!since.empty()) made.evidence.texts.emplace_back("counted_since", since);
  made.change = sql::drop_index_statement(situation.schema(), table, index, situation.pack());
  made.advice =
      "every write keeps it up to date for nothing; before it goes, think of what runs more rarely "
      "than this was counted, and of replicas";
  findings.push_back(std::move(made));
}

}  // namespace

void find_unused_indexes(Situation& situation, std::vector<Finding>& findings) {
  for (const ir::Table& table : situation.schema().tables) {
    if (!is_searched(situation, table)) continue;
    for (const ir::Index& index : table.indexes) review(situation, table, index, findings);
  }
}

}  // namespace sqlx::advise
