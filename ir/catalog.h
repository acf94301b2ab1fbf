// A schema with numbers for names: what every pass that follows references works on.
//
// The IR refers to things by name, which is right for a value that people edit and compare. A pass
// that asks "which table is that" ten thousand times wants an answer in constant time: a `Catalog`
// is built once from a Database, in one walk over its columns, and gives each table and column an
// id that indexes plain vectors. It holds views into the Database, which must outlive it and stay
// unchanged.
//
// Partitions are hidden in their parents here as everywhere: they have no id.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ir/schema.h"

namespace sqlx::ir {

enum class TableId : std::uint32_t {};

// The position of a table in Database::tables, for vectors that run beside it.
[[nodiscard]] constexpr std::size_t index(TableId id) { return static_cast<std::size_t>(id); }

struct ColumnId {
  TableId table{};
  std::uint32_t index = 0;  // in Table::columns

  auto operator<=>(const ColumnId&) const = default;
};

struct ForeignKeyId {
  TableId table{};          // the table that declares it
  std::uint32_t index = 0;  // in Table::foreign_keys

  auto operator<=>(const ForeignKeyId&) const = default;
};

class Catalog {
 public:
  explicit Catalog(const Database& database);

  [[nodiscard]] const Database& database() const { return database_; }
  [[nodiscard]] std::size_t table_count() const { return database_.tables.size(); }
  [[nodiscard]] std::vector<TableId> table_ids() const;

  // Of two things with one name (ir/check.h refuses them) the first is found.
  [[nodiscard]] std::optional<TableId> find_table(const ObjectName& name) const;
  [[nodiscard]] std::optional<ColumnId> find_column(TableId table, std::string_view name) const;

  [[nodiscard]] const Table& table(TableId id) const { return database_.tables[index(id)]; }
  [[nodiscard]] const Column& column(ColumnId id) const {
    return table(id.table).columns[id.index];
  }
  [[nodiscard]] const ForeignKey& foreign_key(ForeignKeyId id) const {
    return table(id.table).foreign_keys[id.index];
  }

 private:
  // A name within its schema, or a column within its table.
  struct Key {
    std::string_view schema;
    std::uint32_t table = 0;
    std::string_view name;

    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  const Database& database_;
  std::unordered_map<Key, std::uint32_t, Hash> tables_;
  std::unordered_map<Key, std::uint32_t, Hash> columns_;
};

}  // namespace sqlx::ir
