// Where a dialect sorts NULL if nothing is said.
#pragma once

#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

[[nodiscard]] inline Nulls usual_nulls(const wirepacks::WirePack& pack, Direction direction) {
  if (pack.has(wirepacks::Feature::kNullsAlwaysLast)) return Nulls::kLast;
  const bool low = pack.has(wirepacks::Feature::kNullsAreLow);
  return (direction == Direction::kDescending) == low ? Nulls::kLast : Nulls::kFirst;
}

}  // namespace sqlx::sql
