#include "advise/selectivity.h"

#include <algorithm>
#include <set>

#include "advise/value_types.h"

namespace sqlx::advise {
namespace {

constexpr double kUnknownListLength = 10;  // of `= ANY ($1)`: what planners assume, too
constexpr double kMostBytes =
    500;  // of one value: larger ones do not fit into an index, or make it as large as the table
constexpr int kMostHops = 8;  // from table to table

double list_length(const Condition& condition) {
  if (!condition.is_list) return 1;
  const bool is_array = condition.values.size() == 1 && !condition.values[0]->is<sql::Literal>();
  return is_array ? kUnknownListLength : static_cast<double>(condition.values.size());
}

bool is_equality_of(const Condition& condition, std::size_t use) {
  return condition.subject.use == use && condition.bare &&
         condition.comparison == Comparison::kEqual;
}

const SelectShape& select_of(const Judged& judged, std::size_t use) {
  return judged.shape.selects[judged.shape.uses[use].select];
}

std::optional<double> share_of(Situation& situation, const ir::Table& table,
                               const ir::Column& column) {
  const auto known = situation.distinct(table, column.name);
  return known && known->values >= 1 ? std::optional(1 / known->values) : std::nullopt;
}

// Every column of a key is compared with something fixed: how many of its values are asked for.
std::optional<double> rows_by_key(const Judged& judged, std::size_t use,
                                  const std::vector<std::string>& columns) {
  double rows = 1;
  for (const std::string& column : columns) {
    const auto& conditions = select_of(judged, use).conditions;
    const auto found =
        std::find_if(conditions.begin(), conditions.end(), [&](const Condition& each) {
          return is_equality_of(each, use) && !each.other && each.subject.column->name == column;
        });
    if (found == conditions.end()) return std::nullopt;
    rows *= list_length(*found);
  }
  return columns.empty() ? std::nullopt : std::optional(rows);
}

std::optional<double> rows_by_keys(const Judged& judged, std::size_t use) {
  const ir::Table& table = *judged.shape.uses[use].table;
  if (table.primary_key) {
    if (const auto rows = rows_by_key(judged, use, ir::column_names(*table.primary_key)))
      return rows;
  }
  for (const ir::Key& key : table.uniques) {
    if (const auto rows = rows_by_key(judged, use, ir::column_names(key))) return rows;
  }
  return std::nullopt;
}

// Tables joined in a ring lead nowhere.
class Path {
 public:
  Path(Situation& situation, const Judged& judged) : situation_(situation), judged_(judged) {}

  std::optional<double> rows(std::size_t use, int hops) {
    const ir::Table* table = judged_.shape.uses[use].table;
    if (table == nullptr || ir::is_view(*table) || hops == 0 || !seen_.insert(use).second)
      return std::nullopt;
    if (const auto by_key = rows_by_keys(judged_, use)) return by_key;
    const auto equal = equal_columns(situation_, judged_, use);
    if (!equal.empty()) return situation_.rows(*table) * equal.front().share;
    return rows_by_join(use, *table, hops);
  }

 private:
  std::optional<double> rows_by_join(std::size_t use, const ir::Table& table, int hops) {
    std::optional<double> fewest;
    for (const Condition& each : select_of(judged_, use).conditions) {
      if (!is_equality_of(each, use) || !each.other) continue;
      const auto share = share_of(situation_, table, *each.subject.column);
      const auto others = share ? rows(each.other->use, hops - 1) : std::nullopt;
      if (!others) continue;
      const double found = *others * *share * situation_.rows(table);
      fewest = fewest ? std::min(*fewest, found) : found;
    }
    return fewest;
  }

  Situation& situation_;
  const Judged& judged_;
  std::set<std::size_t> seen_;
};

}  // namespace

bool is_indexable(Situation& situation, const ir::Table& table, const ir::Column& column) {
  using ir::TypeKind;
  switch (column.type.kind) {
    case TypeKind::kJson:
    case TypeKind::kXml:
    case TypeKind::kGeometry:
    case TypeKind::kVector:
    case TypeKind::kTextSearch:
    case TypeKind::kComposite:
    case TypeKind::kArray:
    case TypeKind::kRange:
    case TypeKind::kSet:
    case TypeKind::kOther: return false;
    default: break;
  }
  const auto known = situation.distinct(table, column.name);
  return !known || known->bytes <= kMostBytes;
}

std::vector<EqualColumn> equal_columns(Situation& situation, const Judged& judged,
                                       std::size_t use) {
  std::vector<EqualColumn> found;
  const ir::Table* table = judged.shape.uses[use].table;
  if (table == nullptr) return found;
  for (const Condition& each : select_of(judged, use).conditions) {
    if (!is_equality_of(each, use) || each.other ||
        may_convert_column(each, judged, situation.pack()))
      continue;
    const ir::Column* column = each.subject.column;
    const auto share = share_of(situation, *table, *column);
    const bool is_known = std::any_of(found.begin(), found.end(),
                                      [&](const EqualColumn& one) { return one.column == column; });
    if (!share || is_known || !is_indexable(situation, *table, *column)) continue;
    found.push_back({column, std::min(1.0, *share * list_length(each))});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const EqualColumn& a, const EqualColumn& b) { return a.share < b.share; });
  return found;
}

std::optional<double> expected_rows(Situation& situation, const Judged& judged, std::size_t use) {
  return Path(situation, judged).rows(use, kMostHops);
}

}  // namespace sqlx::advise
