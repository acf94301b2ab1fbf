// UPDATE and DELETE over several tables, in one shape: the table that is changed, the others in
// FROM, all conditions in WHERE.
//
// Only inner joins can be taken apart like this; an outer one stays where it is, and its dialects
// are those that have it.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// `target`: the alias or name of the one table whose columns are assigned, as the reader found it.
[[nodiscard]] const Update* normal_update(const Update& update, std::string_view target,
                                          Arena& arena);
[[nodiscard]] const Delete* normal_delete(const Delete& statement, Arena& arena);

// The name by which a table's columns are qualified.
[[nodiscard]] Name name_of(const TableRef& table);

}  // namespace sqlx::sql
