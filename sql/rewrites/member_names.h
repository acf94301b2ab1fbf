// Names beside json_members, whose columns `id`, `type` or `path` may be called as those of the
// tables beside it.
#pragma once

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// The query with such bare names as t.id, where one table beside json_members is known to have
// them; itself if there is nothing to do.
[[nodiscard]] const Node* with_told_tables(const Query& query, const RewriteContext& context);

}  // namespace sqlx::sql
