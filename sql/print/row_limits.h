// Row limits by the forms of the target's pack.
#pragma once

#include <functional>

#include "sql/print/parts.h"
#include "sql/row_limit.h"

namespace sqlx::sql {

// The form that says what the query says; null if the pack has none, and LIMIT and its like are
// meant.
[[nodiscard]] const wirepacks::RowLimit* row_limit_of(const wirepacks::WirePack& pack,
                                                      const Query& query);

// Of a form at the end or behind SELECT.
void print_row_limit(Writer& writer, const Query& query);

// Any form; `print_inner` writes the query where the form has it.
void print_around(Writer& writer, const wirepacks::RowLimit& row, const Query& query,
                  const std::function<void()>& print_inner);

}  // namespace sqlx::sql
