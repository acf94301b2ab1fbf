// Whether the target has the constructs that a tree uses, beyond its calls: FULL JOIN, LATERAL, a
// partial index …
#pragma once

#include <optional>

#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// The first feature that this node itself (not its children) needs and the pack does not have.
[[nodiscard]] std::optional<wirepacks::Feature> missing_feature(const Node& node,
                                                                const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
