// In which order the objects of a schema can be created.
//
// A stable topological sort: what an object needs comes before it, and apart from that objects come by class (types, sequences,
// routines, tables, views) and then as the IR sorts them. Needs are read from structure (a column's type, a table's parents) and from
// the database's own list, `depends_on`.
//
// A cycle through a table's expressions (a default calls a function that takes a row of the table) is broken there: the table
// comes `bare`, and its defaults and checks are added later. Any other cycle is told, and cut somewhere.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"

namespace sqlx::sql {

struct Unit {
  // Classes are written in the order of these alternatives; views come last.
  using Object = std::variant<const ir::Enum*, const ir::Composite*, const ir::Domain*, const ir::Sequence*,
                              const ir::Unsupported*, const ir::Routine*, const ir::Table*>;

  Object object;
  const ir::Table* parent = nullptr;  // of a partition
  std::string identity;
  std::vector<std::string> needs;  // identities
  std::vector<std::string> wants;  // needed by expressions only, which can be added later
  bool bare = false;               // to be written without these expressions
};

[[nodiscard]] std::vector<Unit> units_in_order(const ir::Database& database, Diagnostics& diagnostics);

}  // namespace sqlx::sql
