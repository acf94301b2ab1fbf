// What SQLite's pragmas do not tell, out of the CREATE statements that sqlite_schema keeps.
//
// Pragmas remain the authority on what there is: columns, types, which keys and indexes exist. From
// the text come the names of constraints, CHECK and generated expressions, collations,
// AUTOINCREMENT, ON CONFLICT, DEFERRABLE, MATCH, STRICT, WITHOUT ROWID; of an index its expressions
// and predicate, of a view its query, of a virtual table its module. read_*.cc puts the two
// together.
//
// The reader knows the clauses, not expressions: those are balanced parentheses. It keeps no stack,
// so nothing in a text can exhaust one, and it never fails: a text that SQLite would not have
// stored gives what could be read of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ir/schema.h"

namespace sqlx::introspect::sqlite {

struct DdlKeyPart {
  std::string column;      // empty for an expression
  std::string expression;  // without the parentheses around it
  std::string collation;   // only if it is written here

  bool operator==(const DdlKeyPart&) const = default;
};

struct DdlKey {
  std::string name;
  std::vector<DdlKeyPart> parts;
  std::string on_conflict;  // lower case; empty for ABORT, which is the default

  bool operator==(const DdlKey&) const = default;
};

struct DdlForeignKey {
  std::string name;
  std::vector<std::string> columns;
  ir::MatchKind match = ir::MatchKind::kSimple;
  ir::Deferrability deferrability = ir::Deferrability::kImmediate;

  bool operator==(const DdlForeignKey&) const = default;
};

struct DdlColumn {
  std::string name;
  std::string collation;
  std::string not_null_conflict;  // as on_conflict of a key
  std::optional<ir::Generated> generated;

  bool operator==(const DdlColumn&) const = default;
};

struct DdlTable {
  std::vector<DdlColumn> columns;
  std::optional<DdlKey> primary_key;
  std::vector<DdlKey> uniques;  // these three in the order of the text
  std::vector<DdlForeignKey> foreign_keys;
  std::vector<ir::Check> checks;
  bool autoincrement = false;
  bool strict = false;
  bool without_rowid = false;
  std::vector<std::string>
      unknown;  // words where a clause should begin: syntax newer than this reader

  bool operator==(const DdlTable&) const = default;
};

struct DdlIndex {
  std::vector<DdlKeyPart> parts;
  std::string predicate;

  bool operator==(const DdlIndex&) const = default;
};

struct DdlView {
  std::vector<std::string> columns;  // empty unless the view names them itself
  std::string query;

  bool operator==(const DdlView&) const = default;
};

[[nodiscard]] DdlTable read_create_table(std::string_view sql);
[[nodiscard]] DdlIndex read_create_index(std::string_view sql);
[[nodiscard]] DdlView read_create_view(std::string_view sql);

// Of CREATE VIRTUAL TABLE: the module with its arguments, "fts5(title, body)". Nothing for an
// ordinary table.
[[nodiscard]] std::optional<std::string> read_module(std::string_view sql);

// An expression without the parentheses around it: SQLite keeps however many were written, and they
// mean nothing.
[[nodiscard]] std::string bare_expression(std::string_view sql);

// The name that DEFAULT takes for a string, because it is neither a value nor one of the words with
// a meaning: DEFAULT "x", DEFAULT x.
[[nodiscard]] std::optional<std::string> name_as_string(std::string_view sql);

// The words and names in a query, lower case, without their quotes.
[[nodiscard]] std::set<std::string> words_of(std::string_view query);

}  // namespace sqlx::introspect::sqlite
