// The tables that a statement may speak of: those of the schema that was given, and those that the
// script has made so far.
//
// Small on purpose: what reading and rewriting ask, nothing more. Names are found as the source
// dialect finds them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ir/schema.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

struct ColumnInfo : ValueFacts {
  std::string name;
  bool automatic = false;  // identity, AUTO_INCREMENT, rowid
  bool refers = false;     // part of a foreign key
  bool has_default = false;
  std::optional<ir::Default> default_value;  // where it is a plain number, text or truth value
  std::int64_t length = 0;                   // of a text or bytes; 0: as long as they like
  std::vector<std::string> labels;           // of an enum, which sorts by their places
};

struct KeyInfo {
  std::vector<std::string> columns;
  bool primary = false;
  std::string name;  // of its constraint, where it is known
};

struct TableInfo {
  std::string schema;
  std::string name;
  std::vector<ColumnInfo> columns;
  std::vector<KeyInfo> keys;

  [[nodiscard]] const ColumnInfo* column(std::string_view wanted) const;
};

class Catalog {
 public:
  Catalog(const wirepacks::WirePack& pack, const ir::Database* schema);

  // Whether a schema was given: only then is a table that is not here unknown to the user, too.
  [[nodiscard]] bool is_complete() const { return complete_; }

  [[nodiscard]] const TableInfo* table(List<Name> name) const;
  [[nodiscard]] std::vector<std::string> table_names() const;

  // Whether some table may have a column of an enum.
  [[nodiscard]] bool has_labels() const { return has_labels_; }

  // Whether it is certain that no view and no foreign key speaks of the table.
  [[nodiscard]] bool stands_alone(List<Name> name) const;
  // Whether it is certain that there is neither a table nor a view of that name.
  [[nodiscard]] bool is_free(List<Name> name) const;
  [[nodiscard]] std::string folded(const Name& name) const;  // as two names are compared

  // The database that the script works in, where it says so.
  [[nodiscard]] const std::string& database() const { return database_; }
  void use(std::string database) { database_ = std::move(database); }

  // What the script does, until the next one begins.
  void restart() {
    changed_.clear();
    inserted_ = 0;
  }
  // The rows of the last INSERT, if it lists them; 0 if that is not known.
  [[nodiscard]] std::size_t inserted() const { return inserted_; }
  void insert(std::size_t rows) { inserted_ = rows; }
  void add(TableInfo table);
  void remove(List<Name> name);
  TableInfo* change(List<Name> name);
  void rename(List<Name> from, const Name& to);

 private:
  using Tables = std::map<std::string, TableInfo, std::less<>>;  // by folded name, without schema

  [[nodiscard]] std::string key(List<Name> name) const;

  const wirepacks::WirePack& pack_;
  bool complete_ = false;
  bool has_labels_ = false;
  std::string database_;
  std::set<std::string, std::less<>> referenced_;  // by foreign keys of the schema
  bool has_views_ = false;
  std::size_t inserted_ = 0;
  Tables tables_;  // of the schema
  std::map<std::string, std::optional<TableInfo>, std::less<>>
      changed_;  // made, changed or, if nothing, dropped
};

}  // namespace sqlx::sql
