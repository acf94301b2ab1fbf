// Values that a strict target does not take for texts, nor texts for them.
#pragma once

#include "sql/infer.h"

namespace sqlx::sql {

// Numbers and moments.
[[nodiscard]] constexpr bool is_other_than_text(TypeClass type) {
  return is_number(type) || type == TypeClass::kDate || type == TypeClass::kTime ||
         type == TypeClass::kTimestamp || type == TypeClass::kTimestampTz;
}

}  // namespace sqlx::sql
