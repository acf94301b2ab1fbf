// Spans of time as numbers of microseconds, for a target that has no values of intervals: compared,
// sorted and taken apart they are the same.
//
//   ends - starts > interval '1 hour'   as   units_between('microsecond', starts, ends) >
//   3600000000
//
// A month counts as 30 days, as PostgreSQL compares them. A span that is itself a result stays, and
// is refused.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// Null if it is none that can be counted.
[[nodiscard]] const Expr* microseconds_of(const Expr& span, Arena& arena);

// A comparison of spans, whether one is NULL, or a part of one; null for anything else.
[[nodiscard]] const Expr* without_intervals(const Call& call, Arena& arena);

}  // namespace sqlx::sql
