// What an expression does with the one column in it, as far as it matters to who would search that
// column by an index.
#pragma once

#include <cstdint>

#include "advise/situation.h"

namespace sqlx::advise {

enum class ColumnFunction : std::uint8_t {
  kOther,       // nothing that we know another way for
  kSpan,        // the day, month or year of a time: all of its times are in one range
  kCase,        // the text in lower or upper case
  kArithmetic,  // a number added, subtracted, multiplied
  kCast,        // another type
};

[[nodiscard]] ColumnFunction function_of(const Condition& condition, Situation& situation);

}  // namespace sqlx::advise
