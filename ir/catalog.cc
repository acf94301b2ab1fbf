#include "ir/catalog.h"

#include <functional>

namespace sqlx::ir {

std::size_t Catalog::Hash::operator()(const Key& key) const noexcept {
  constexpr std::size_t kOdd = 0x9E3779B97F4A7C15U;
  std::size_t hash = std::hash<std::string_view>()(key.name);
  hash = hash * kOdd + std::hash<std::string_view>()(key.schema);
  return hash * kOdd + key.table;
}

Catalog::Catalog(const Database& database) : database_(database) {
  tables_.reserve(database.tables.size());
  for (std::uint32_t t = 0; t < database.tables.size(); ++t) {
    const Table& table = database.tables[t];
    tables_.try_emplace({.schema = table.name.schema, .name = table.name.name}, t);
    for (std::uint32_t c = 0; c < table.columns.size(); ++c) {
      columns_.try_emplace({.table = t, .name = table.columns[c].name}, c);
    }
  }
}

std::vector<TableId> Catalog::table_ids() const {
  std::vector<TableId> ids;
  ids.reserve(table_count());
  for (std::uint32_t t = 0; t < table_count(); ++t) ids.push_back(TableId{t});
  return ids;
}

std::optional<TableId> Catalog::find_table(const ObjectName& name) const {
  const auto found = tables_.find({.schema = name.schema, .name = name.name});
  return found == tables_.end() ? std::nullopt : std::optional(TableId{found->second});
}

std::optional<ColumnId> Catalog::find_column(TableId table, std::string_view name) const {
  const auto found = columns_.find({.table = static_cast<std::uint32_t>(table), .name = name});
  return found == columns_.end() ? std::nullopt : std::optional(ColumnId{table, found->second});
}

}  // namespace sqlx::ir
