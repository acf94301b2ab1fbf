#include "advise/situation.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::advise {
namespace {

// Of statistics by name: an engine without schemas says none.
bool same_table(const ir::ObjectName& said, const ir::ObjectName& name) {
  return said.name == name.name &&
         (said.schema.empty() || name.schema.empty() || said.schema == name.schema);
}

}  // namespace

std::string_view to_string(Kind kind) {
  constexpr std::string_view kNames[] = {
      "missing_index", "unused_index",       "duplicate_index", "full_scan",   "n_plus_one",
      "implicit_cast", "function_on_column", "select_star",     "deep_offset", "stale_statistics"};
  return kNames[static_cast<std::size_t>(kind)];
}

Situation::Situation(const ir::Database& schema, const wirepacks::WirePack& pack,
                     const sql::Dialect& dialect, introspect::Consultation& database,
                     introspect::Figures figures)
    : schema_(schema),
      pack_(pack),
      dialect_(dialect),
      database_(database),
      figures_(std::move(figures)) {
  for (const introspect::TableFigures& each : figures_.tables) tables_[each.table] = &each;
}

const introspect::TableFigures* Situation::figures_of(const ir::Table& table) const {
  const auto found = tables_.find(table.name);
  return found == tables_.end() ? nullptr : found->second;
}

// A table with partitions holds no rows itself, though some engines count theirs as its own.
double Situation::rows(const ir::Table& table) const {
  double below = 0;
  for (const ir::Table& partition : table.partitions) below += rows(partition);
  const introspect::TableFigures* own = figures_of(table);
  return std::max(below, own == nullptr ? 0 : own->rows);
}

double Situation::bytes(const ir::Table& table, const std::string& index) const {
  for (const introspect::IndexFigures& each : figures_.indexes) {
    if (each.index == index && same_table(each.table, table.name))
      return static_cast<double>(each.bytes);
  }
  return 0;
}

const std::vector<introspect::Spread>& Situation::spread(const ir::Table& table) {
  const auto [found, is_new] = spreads_.try_emplace(&table);
  if (is_new && !table.columns.empty()) {
    std::vector<std::string> names;
    for (const ir::Column& column : table.columns) names.push_back(column.name);
    found->second = database_.spread(table, names);
  }
  return found->second;
}

// Of a sample: where values come again seldom, there are as many more of them as there are more
// rows; where they come again often, the sample has them.
std::optional<Situation::Distinct> Situation::distinct(const ir::Table& table,
                                                       const std::string& column) {
  constexpr double kSeldom = 0.05;
  for (const introspect::Spread& each : spread(table)) {
    if (each.column != column || each.of_rows <= 0) continue;
    const double share = each.distinct / each.of_rows;
    return Distinct{share >= kSeldom ? std::max(each.distinct, share * rows(table)) : each.distinct,
                    each.bytes};
  }
  return std::nullopt;
}

const wirepacks::Advice* Situation::advice(std::string_view name) const {
  const auto found = std::find_if(pack_.advice.begin(), pack_.advice.end(),
                                  [&](const wirepacks::Advice& each) { return each.name == name; });
  return found == pack_.advice.end() ? nullptr : &*found;
}

bool Situation::reads_all(const Judged& judged, std::size_t use) const {
  const ir::Table* table = judged.shape.uses[use].table;
  const introspect::PlanStep* step = judged.step_of[use];
  return table != nullptr && step != nullptr && step->access != introspect::Access::kSearch &&
         rows(*table) >= kManyRows;
}

bool Situation::has_index_on(const ir::Table& table, const std::string& column) {
  const auto begins = [&](const std::vector<ir::KeyPart>& parts) {
    return !parts.empty() && parts[0].column == column;
  };
  return (table.primary_key && begins(table.primary_key->columns)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const ir::Key& key) { return begins(key.columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), [&](const ir::Index& index) {
           return index.predicate.empty() && begins(index.parts);
         });
}

const std::string& Situation::name_for(const ir::Table& table,
                                       const std::vector<ir::KeyPart>& parts) {
  for (const Suggested& each : suggested_) {
    if (each.table == &table && each.parts == parts) return each.name;
  }
  suggested_.push_back({&table, parts, index_name(schema_, table, parts, given_names_)});
  return suggested_.back().name;
}

std::string Situation::name_of(const ir::Table& table) const {
  return to_string(SchemaPath{{table.name.schema, table.name.name}});
}

Finding Situation::finding(Kind kind, const Judged& judged) const {
  Finding made{.kind = kind,
               .title = {},
               .statement = judged.statement->text,
               .tables = {},
               .columns = {},
               .evidence = {},
               .change = {},
               .advice = {},
               .seconds = judged.statement->seconds,
               .index_name = {}};
  auto& numbers = made.evidence.numbers;
  numbers.emplace_back("calls", judged.statement->calls);
  if (judged.statement->seconds > 0) numbers.emplace_back("seconds", judged.statement->seconds);
  if (judged.statement->slowest > 0) numbers.emplace_back("slowest", judged.statement->slowest);
  made.evidence.plan_before = judged.plan.lines;
  made.evidence.cost_before = judged.plan.cost;
  return made;
}

}  // namespace sqlx::advise
