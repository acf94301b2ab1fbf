#include "sql/rewrites/rewrites.h"

#include <utility>

#include "sql/rewrites/list.h"

namespace sqlx::sql {

Rewrite rewrite_named(std::string_view name) {
  static constexpr std::pair<std::string_view, Rewrite> kRewrites[] = {
#define SQLX_REWRITE(function) {#function, function},
#include "sql/rewrites/list.def"
#undef SQLX_REWRITE
  };
  for (const auto& [known, rewrite] : kRewrites) {
    if (known == name) return rewrite;
  }
  return nullptr;
}

}  // namespace sqlx::sql
