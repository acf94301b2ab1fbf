#include "sql/rewrites/determined_tables.h"

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"

namespace sqlx::sql {
namespace {

// What texts are folded to is as good as they are, for what is one row by its key.
const Column* column_of(const Expr* value) {
  const Call* fold = as_call(value, Meaning::kFold);
  return (fold == nullptr ? value : fold->arguments[0])->as<Column>();
}

bool holds_table(const TableRef& all, const Table& table) {
  if (const auto* join = all.as<Join>())
    return holds_table(*join->left, table) || holds_table(*join->right, table);
  return &all == &table;
}

}  // namespace

DeterminedTables::DeterminedTables(const Select& select, const Catalog& catalog)
    : select_(select), catalog_(catalog), owners_(select.from, catalog) {
  if (select.group_by.empty()) return;
  for (const TableRef* each : select.from) collect_joined(*each);
  collect_equal(select.where, nullptr);
  determine();
}

void DeterminedTables::collect_joined(const TableRef& table) {
  const auto* join = table.as<Join>();
  if (join == nullptr) return;
  collect_joined(*join->left);
  collect_joined(*join->right);
  if (join->join == JoinType::kInner || join->join == JoinType::kCross)
    collect_equal(join->on, nullptr);
  if (join->join == JoinType::kLeft) collect_equal(join->on, join->right);
  if (join->join == JoinType::kRight) collect_equal(join->on, join->left);
}

void DeterminedTables::collect_equal(const Expr* condition, const TableRef* within) {
  if (condition == nullptr) return;
  if (const Call* both = as_call(condition, Meaning::kAnd)) {
    for (const Expr* each : both->arguments) collect_equal(each, within);
    return;
  }
  const Call* equal = as_call(condition, Meaning::kEqual);
  if (equal == nullptr) return;
  const Column* left = column_of(equal->arguments[0]);
  const Column* right = column_of(equal->arguments[1]);
  if (left != nullptr && right != nullptr) equal_.push_back({left, right, within});
}

// Each table that is found may be what makes another one follow.
void DeterminedTables::determine() {
  for (std::size_t found = 1; found > 0;) {
    found = 0;
    for (const Table* table : owners_.all()) {
      const bool is_new =
          std::find(determined_.begin(), determined_.end(), table) == determined_.end();
      if (!is_new || !has_settled_key(*table)) continue;
      determined_.push_back(table);
      ++found;
    }
  }
}

bool DeterminedTables::has_grouped_key(const Table& table) const {
  const TableInfo* info = catalog_.table(table.name);
  return info != nullptr &&
         std::any_of(info->keys.begin(), info->keys.end(), [&](const KeyInfo& key) {
           return key.primary &&
                  std::all_of(key.columns.begin(), key.columns.end(),
                              [&](const std::string& name) { return is_grouped(table, name); });
         });
}

bool DeterminedTables::is_determined(const Column& column) const {
  const Table* table = owners_.owner(column);
  return table != nullptr &&
         (std::find(determined_.begin(), determined_.end(), table) != determined_.end() ||
          is_settled(*table, column.path.back().text));
}

bool DeterminedTables::names(const Column& column, const Table& table,
                             std::string_view name) const {
  return equal_fold(column.path.back().text, name) && owners_.owner(column) == &table;
}

bool DeterminedTables::is_grouped(const Table& table, std::string_view column) const {
  return std::any_of(select_.group_by.begin(), select_.group_by.end(), [&](const Expr* key) {
    const Column* named = column_of(key);
    return named != nullptr && names(*named, table, column);
  });
}

bool DeterminedTables::is_grouped(const Column& column) const {
  const Table* table = owners_.owner(column);
  return table != nullptr && is_grouped(*table, column.path.back().text);
}

// Grouped, or of a table that is determined.
bool DeterminedTables::is_known(const Column& column) const {
  const Table* table = owners_.owner(column);
  return table != nullptr &&
         (is_grouped(column) ||
          std::find(determined_.begin(), determined_.end(), table) != determined_.end());
}

// Grouped, or equal to what has one value.
bool DeterminedTables::is_settled(const Table& table, std::string_view column) const {
  return is_grouped(table, column) ||
         std::any_of(equal_.begin(), equal_.end(), [&](const Equal& each) {
           if (each.within != nullptr && !holds_table(*each.within, table)) return false;
           return (names(*each.left, table, column) && is_known(*each.right)) ||
                  (names(*each.right, table, column) && is_known(*each.left));
         });
}

// One row of the table, if there is any.
bool DeterminedTables::has_settled_key(const Table& table) const {
  const TableInfo* info = catalog_.table(table.name);
  return info != nullptr &&
         std::any_of(info->keys.begin(), info->keys.end(), [&](const KeyInfo& key) {
           return std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
             const ColumnInfo* column = info->column(name);
             return column != nullptr && (key.primary || !column->nullable) &&
                    is_settled(table, name);
           });
         });
}

}  // namespace sqlx::sql
