// The functions of sql/rewrites/lax_list.def.
#pragma once

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

#define SQLX_REWRITE(function, ...) [[nodiscard]] const Node* function(const Node* node, const RewriteContext& context);
#include "sql/rewrites/lax_list.def"
#undef SQLX_REWRITE

}  // namespace sqlx::sql
