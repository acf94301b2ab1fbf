// Which names an expression may use, and what they are: the tables of FROM with their columns,
// those of the queries around, and the aliases of the select list where a dialect lets them be
// used.
#pragma once

#include <string_view>
#include <vector>

#include "sql/ast/ast.h"

namespace sqlx::sql {

// A column that a table, derived table or query gives.
struct OutputColumn : ValueFacts {
  std::string_view name;
};

using Columns = std::vector<OutputColumn>;

struct Relation {
  Name alias;          // the name by which its columns are qualified
  bool known = false;  // its columns are all here; otherwise any name may be one of them
  Columns columns;
  std::string_view row_id = {};  // the column that numbers its rows
  bool proposed = false;         // the row that an upsert tried to insert
};

struct Scope {
  Scope* outer = nullptr;
  std::vector<Relation> relations;
  List<const SelectItem*> aliases;  // as parsed; empty where they cannot be used
  bool aliases_first = false;       // an alias hides a column of the same name
};

struct Resolved {
  enum class Kind : std::uint8_t { kColumn, kAlias, kUnknown, kMissing } kind = Kind::kUnknown;
  const OutputColumn* column = nullptr;
  const Relation* relation = nullptr;
  const SelectItem* item = nullptr;
};

// `name` without its quotes; `table` empty if the name is not qualified.
[[nodiscard]] Resolved resolve(const Scope& scope, std::string_view table, std::string_view name);

// All the names that could have been meant, for "did you mean".
[[nodiscard]] std::vector<std::string> visible_names(const Scope& scope);

}  // namespace sqlx::sql
