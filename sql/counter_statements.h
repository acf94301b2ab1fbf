// Where tables go on counting: the statement for it, for a target whose counters are rows of a
// table of its own, so that no clause of CREATE TABLE says it.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/arena.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// The next row that gets no number gets `next`, or the one behind the largest that is there. Null
// where the pack has no words for it.
[[nodiscard]] const Node* count_from(std::string_view table, std::int64_t next,
                                     const wirepacks::WirePack& pack, Arena& arena);

// Whether it is such a statement: in the target's words already.
[[nodiscard]] bool is_counting(const Node& statement);

}  // namespace sqlx::sql
