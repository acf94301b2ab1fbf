// What a condition says that JSON Schema has a word for: `age >= 18 AND state IN ('new', 'paid')`
// is a minimum and an enum.
//
// Only parts of a condition that all have to hold, each about one column and a value that is
// written out, and only where the word means exactly the same. The whole condition is said in the
// description beside it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "generators/validation/condition_reader.h"
#include "generators/validation/row_scope.h"

namespace sqlx::generators {

struct Keyword {
  std::string field;
  std::string name;   // minimum, maxLength, enum, pattern
  std::string value;  // JSON; of an enum: its items
};

[[nodiscard]] std::vector<Keyword> keywords_of(const Condition& condition,
                                               std::span<const RowColumn> columns);

}  // namespace sqlx::generators
