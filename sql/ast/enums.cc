#include "sql/ast/enums.h"

#include <cstddef>

namespace sqlx::sql {

#define X(enumerator, word) word,
#define SQLX_ENUM(type, items)                            \
  std::string_view to_string(type value) {                \
    static constexpr std::string_view kWords[] = {items}; \
    return kWords[static_cast<std::size_t>(value)];       \
  }
#include "sql/ast/enums.def"
#undef SQLX_ENUM
#undef X

}  // namespace sqlx::sql
