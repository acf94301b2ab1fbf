// Conditions that are asked twice: whether the second answer is the first, whatever is changed
// between them.
#pragma once

#include <algorithm>

#include "sql/find.h"

namespace sqlx::sql {

// Two calls of it may differ, the tables aside.
[[nodiscard]] inline bool is_passing(const Node& node) {
  static constexpr Meaning kPassing[] = {
      Meaning::kRandom,       Meaning::kRandomInteger, Meaning::kRandomBytes, Meaning::kUuid,
      Meaning::kNow,          Meaning::kNowLocal,      Meaning::kNowUtc,      Meaning::kNowPrecise,
      Meaning::kClock,        Meaning::kTimeNow,       Meaning::kTimeNowUtc,  Meaning::kNextValue,
      Meaning::kCurrentValue, Meaning::kLastInsertId,  Meaning::kChangedRows, Meaning::kSleep,
      Meaning::kNone};
  const auto* call = node.as<Call>();
  return call != nullptr &&
         std::find(std::begin(kPassing), std::end(kPassing), call->meaning) != std::end(kPassing);
}

// Whether a condition looks at the columns of its own row only, and at nothing that passes. Null is
// no condition.
[[nodiscard]] inline bool is_lasting(const Expr* condition) {
  return condition == nullptr || !has_node(*condition, [](const Node& node) {
           return node.is<Query>() || is_passing(node);
         });
}

}  // namespace sqlx::sql
