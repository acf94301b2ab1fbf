// Names of what is defined, as a source keeps them that folds none: in a target that folds, they
// stand in quotes, or what is read back from it would have other names. For the rewrites of
// statements that define; names inside queries are found by the reader.
#pragma once

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

[[nodiscard]] const Node* exact_names(const Node* statement, const RewriteContext& context);

// The same of one name.
[[nodiscard]] List<Name> exact_path(List<Name> path, const RewriteContext& context);

}  // namespace sqlx::sql
