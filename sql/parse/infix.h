// An operator that was found behind a value, and has not been taken yet.
#pragma once

#include <cstdint>
#include <string_view>

#include "sql/parse/grammar.h"

namespace sqlx::sql {

struct Infix {
  std::uint8_t level = 0;  // 0: there is none
  wirepacks::Associates associates = wirepacks::Associates::kLeft;
  Operation operation = Operation::kCount;  // kCount: one of signs
  std::string_view name;
  int words = 1;  // how many tokens it is written with, NOT among them
  bool negated = false;
  bool is_postfix = false;
};

}  // namespace sqlx::sql
