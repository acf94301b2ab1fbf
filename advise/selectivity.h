// How many rows of a table are left by the conditions of a statement, as far as the database's own
// numbers tell.
//
// Distinct values are counted or sampled by the database; all values of a column are taken to be as
// frequent as each other. Nothing is assumed about ranges and patterns.
#pragma once

#include <optional>
#include <vector>

#include "advise/situation.h"

namespace sqlx::advise {

// A column that is compared for equality with something that does not depend on the table's rows.
struct EqualColumn {
  const ir::Column* column = nullptr;
  double share = 1;  // of the rows that are left by it
};

// Those of one use of a table, the most telling first. Columns of which nothing is known are left
// out; so are those that an index could not hold, and those compared with a value that may have
// them converted.
[[nodiscard]] std::vector<EqualColumn> equal_columns(Situation& situation, const Judged& judged,
                                                     std::size_t use);

// How many rows the statement reads of this table, once for all that it joins them to. Nothing if
// that is not known.
[[nodiscard]] std::optional<double> expected_rows(Situation& situation, const Judged& judged,
                                                  std::size_t use);

// Whether an ordinary index can hold the column's values.
[[nodiscard]] bool is_indexable(Situation& situation, const ir::Table& table,
                                const ir::Column& column);

}  // namespace sqlx::advise
