// Which columns a table in FROM shows, as far as that is known: by the schema, by names given to
// them, or by a select list.
#pragma once

#include <string_view>

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// What a column of the select list is called: its alias, or the column that it is.
[[nodiscard]] Name name_of(const SelectItem& item);

// The query whose select list names the columns of all; null if that is VALUES.
[[nodiscard]] const Select* first_select(const Body* body);

[[nodiscard]] bool has_column(const TableRef& table, std::string_view column,
                              const Catalog& catalog);

}  // namespace sqlx::sql
