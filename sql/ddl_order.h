// In which order the objects of a schema can be created.
//
// A stable topological sort: what an object needs comes before it, and apart from that objects come
// by class (types, sequences, routines, tables, views) and then as the IR sorts them. Needs are
// read from structure (a column's type, a table's parents) and from the database's own list,
// `depends_on`.
//
// An unsupported object (an operator, a cast, a collation) is known by its statement only: it comes
// as early as the names in that let it, because what uses it may not say so.
//
// A cycle through a table's expressions (a default calls a function that takes a row of the table)
// is broken there: the table comes `bare`, and its defaults and checks are added later. Any other
// cycle is told, and cut somewhere.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

struct Unit {
  // Classes are written in the order of these alternatives; views come last.
  using Object =
      std::variant<const ir::Unsupported*, const ir::Enum*, const ir::Composite*, const ir::Domain*,
                   const ir::Sequence*, const ir::Routine*, const ir::Table*>;

  Object object;
  const ir::Table* parent = nullptr;  // of a partition
  std::string identity;
  std::vector<std::string> needs;  // identities
  std::vector<std::string> wants;  // needed by expressions only, which can be added later
  bool bare = false;               // to be written without these expressions
};

// Unsupported objects that the pack calls late or left out are not among them.
[[nodiscard]] std::vector<Unit> units_in_order(const ir::Database& database,
                                               const wirepacks::WirePack& pack,
                                               Diagnostics& diagnostics);

}  // namespace sqlx::sql
