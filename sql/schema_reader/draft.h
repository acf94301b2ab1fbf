// A schema while its DDL is being read: what the statements so far have made, and how things in it
// are found.
//
// The files of this folder are the kinds of statements; each changes the draft as the engine would
// change its catalog:
//
//   reader.cc        which statement goes where; what defines nothing is passed over
//   transactions.cc  what COMMIT keeps and ROLLBACK takes back
//   tables.cc        CREATE TABLE: columns, LIKE, inheritance, partitions, options
//   columns.cc       one column: type, default, identity, what stands behind its type
//   keys.cc          keys, foreign keys, checks, exclusions; indexes.cc indexes
//   alter.cc         ALTER of tables and of what hangs on them
//   objects.cc       schemas, types, sequences, comments; drops.cc DROP
//   views.cc         views; view_columns.cc what the columns of a query are
//   programs.cc      triggers, and what our trees keep as text; routines.cc and heads.cc read such
//   texts word by word type_words.cc    a declared type in the words of the catalog renames.cc a
//   column's new name, wherever it is spoken of bounds.cc        where a partition begins and ends
//   texts.cc         an expression in the words of the catalog; typed_text.cc, quoted_text.cc two
//   ways to write it default_names.cc the names of what was given none finish.cc        what can
//   only be said at the end: parents of foreign keys, indexes that come along, bases of views
//
// Facts about engines come from wirepacks/stored.h. What is not understood becomes an unsupported
// fact and a diagnostic.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "sql/ast/ast.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"
#include "wirepacks/stored.h"

namespace sqlx::sql::schema_reader {

struct RangeType {
  ir::ObjectName name;
  ir::LogicalType bounds;
};

// CREATE INDEX … ON ONLY a partitioned table.
struct LoneIndex {
  ir::ObjectName table;
  std::string name;
  std::string sql;
};

// What the statements so far have made: all that a ROLLBACK takes back.
struct Made {
  ir::Database database;
  std::vector<std::string> search_path;
  std::vector<ir::ObjectName>
      named_keys;  // foreign keys whose name the file gives: "table", "name"
  std::vector<ir::ObjectName> hidden_sequences;  // of identity columns
  std::vector<ir::ObjectName> routines;          // that the file makes
  std::vector<ir::ObjectName>
      open_views;  // not all of whose columns have a type that the file tells
  std::vector<RangeType> ranges;
  std::vector<LoneIndex> lone_indexes;
};

struct Draft : Made {
  Draft(const wirepacks::WirePack& pack, Diagnostics& diagnostics);

  const wirepacks::WirePack& pack;
  const wirepacks::Stored& stored;
  Diagnostics& diagnostics;
  const StatementText* text = nullptr;  // of the statement that is read now

  // -- names
  [[nodiscard]] std::string name(const Name& written) const;  // as the catalog has it
  [[nodiscard]] bool same(std::string_view a, std::string_view b) const;
  [[nodiscard]] ir::ObjectName new_name(List<Name> path) const;  // of what is being created
  [[nodiscard]] ir::ObjectName new_name(const std::vector<std::string>& path) const;
  // Of what is there: the first schema of the search path that has it, else as new_name.
  template <class Items>
  [[nodiscard]] ir::ObjectName known_name(List<Name> path, const Items& items) const;

  // -- things
  [[nodiscard]] ir::Table* find_table(List<Name> path);
  [[nodiscard]] ir::Table* find_table(const ir::ObjectName& name);
  [[nodiscard]] ir::Column* find_column(ir::Table& table, std::string_view name) const;
  [[nodiscard]] ir::Sequence* find_sequence(List<Name> path);
  [[nodiscard]] ir::Sequence* find_sequence(const ir::ObjectName& name);
  [[nodiscard]] bool is_taken(const std::string& schema, std::string_view relation) const;

  [[nodiscard]] bool is_built_in_extension(std::string_view name) const;

  // -- words of the statement
  [[nodiscard]] std::string_view written(const Node& node) const;
  [[nodiscard]] std::string_view statement() const;  // all of it, without `;`

  // -- what is not understood
  void keep_unsupported(std::string kind, ir::ObjectName name, std::string detail);
  void tell(const Node& place, std::string message, std::string hint = {});
  void note(const Node& place,
            std::string message);  // nothing is lost, but it may be said in other words
};

// Calls fn(table) for every table, partitions among them.
template <class Tables, class Fn>
void for_each_table(Tables& tables, Fn&& fn) {
  for (auto& table : tables) {
    fn(table);
    for_each_table(table.partitions, fn);
  }
}

template <class Items>
ir::ObjectName Draft::known_name(List<Name> path, const Items& items) const {
  ir::ObjectName usual = new_name(path);
  if (path.size() > 1) return usual;
  for (const std::string& schema : search_path) {
    for (const auto& item : items) {
      if (item.name.schema == schema && same(item.name.name, usual.name)) return item.name;
    }
  }
  return usual;
}

}  // namespace sqlx::sql::schema_reader
