// The functions of sql/rewrites/list.def.
#pragma once

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

#define SQLX_REWRITE(function, ...) \
  [[nodiscard]] const Node* function(const Node* node, const RewriteContext& context);
#include "sql/rewrites/list.def"
#undef SQLX_REWRITE

}  // namespace sqlx::sql
