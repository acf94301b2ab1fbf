// Rows → IR. A `Draft` is the schema while it is being read; each concept adds its part to it, in
// the order that read.cc says.
//
//   read.cc          what there is, triggers, statistics; the order of it all
//   read_columns.cc  columns, checks, the primary key of tables that have no index behind it
//   read_keys.cc     indexes, unique constraints, primary keys; foreign keys
//   read_views.cc    which views and virtual tables can be asked about, where a view's columns come
//   from
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "introspect/engine.h"
#include "introspect/sqlite/connect.h"
#include "introspect/sqlite/ddl_reader.h"
#include "ir/schema.h"

namespace sqlx::introspect::sqlite {

// All schemas but this one are of the connection (temp, attached files), not of the file.
constexpr const char* kSchema = "main";

struct StoredObject {
  std::string type;  // table, index, view, trigger
  std::string name;
  std::string table;
  std::string sql;  // empty for the index behind a constraint
};

struct TableDraft {
  ir::Table table;
  DdlTable ddl;                          // of an ordinary table
  DdlView view;                          // of a view
  std::vector<std::string> key_columns;  // of the primary key, in its order
  bool has_key_index = false;  // an index stands behind the primary key: it is not the rowid
  std::vector<DescribedColumn> described;  // of a view
};

struct Draft {
  const wirepacks::WirePack& pack;
  Connection& connection;
  std::vector<StoredObject> objects;
  std::map<std::string, TableDraft>
      tables;  // by lower-case name: SQLite's names differ in more than case
  std::set<std::string, std::less<>> readable;
  std::vector<ir::Unsupported> unsupported;
  std::string encoding;

  // Nothing for a table that is not listed: SQLite's own, or the storage of a virtual table.
  TableDraft* find(std::string_view name);
  void tell(std::string kind, std::string_view name, std::string detail);
};

[[nodiscard]] std::optional<Reading> read_schema(const Request& request, Progress& progress,
                                                 Diagnostics& diagnostics);

// Each asks one question; false if it was refused, and the error is told.
bool read_columns(Draft& draft);
bool read_indexes(Draft& draft);
bool read_foreign_keys(Draft& draft);

void finish_tables(
    Draft& draft);  // what the text of CREATE TABLE says, and rowids; after columns and indexes
void describe_views(Draft& draft);
void finish_views(Draft& draft);

}  // namespace sqlx::introspect::sqlite
