// The small closed choices inside nodes, made from sql/ast/enums.def, and the word by which dumps
// show each.
#pragma once

#include <cstdint>
#include <string_view>

namespace sqlx::sql {

#define X(enumerator, word) enumerator,
#define SQLX_ENUM(type, items)              \
  enum class type : std::uint8_t { items }; \
  [[nodiscard]] std::string_view to_string(type value);
#include "sql/ast/enums.def"
#undef SQLX_ENUM
#undef X

}  // namespace sqlx::sql
