// Intervals as all engines can add them: a number of one unit.
//
// PostgreSQL has values of months, days and microseconds, others have an amount and a unit behind
// INTERVAL. In the middle both are an `Interval`; what is added to a moment is taken apart into
// `add_time(moment, amount, 'unit')`, one call for each unit.
#pragma once

#include <optional>
#include <string_view>

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

struct IntervalParts {  // as PostgreSQL keeps an interval
  std::int64_t months = 0;
  std::int64_t days = 0;
  std::int64_t microseconds = 0;
};

// '1 year 2 mons 3 days 04:05:06.5', '-1 day', '2 hours 30 min', 'P1Y2M'. A bare number counts
// `unit`.
[[nodiscard]] std::optional<IntervalParts> read_interval(std::string_view text,
                                                         std::string_view unit = "second");

// add_interval(moment, interval), or back in time; null if the interval is not one that can be
// taken apart.
[[nodiscard]] const Expr* add_interval(const Expr* moment, const Expr* interval, bool backwards,
                                       Arena& arena);

// interval * number.
[[nodiscard]] const Expr* scaled_interval(const Expr* interval, const Expr* number, Arena& arena);

}  // namespace sqlx::sql
