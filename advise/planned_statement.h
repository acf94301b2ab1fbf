// A statement as a plan is asked for it: with numbers for the parameters of LIMIT and OFFSET, on
// which the plan hangs, and once more with a literal in place of every parameter, for engines that
// plan nothing without.
//
// The largest integer that was seen at a placeholder stands for it; where none was, a value of the
// type of the column that it is compared with.
#pragma once

#include "advise/shape.h"
#include "base/arena.h"
#include "introspect/consultation.h"
#include "wirepacks/pack.h"

namespace sqlx::advise {

[[nodiscard]] introspect::PlannedStatement planned_statement(const Statement& statement,
                                                             const sql::Node& tree,
                                                             const Shape& shape,
                                                             const wirepacks::WirePack& pack,
                                                             Arena& arena);

// The value that a row limit or offset has, as far as it is written or was seen.
[[nodiscard]] std::optional<std::int64_t> row_count(const sql::Expr* expression,
                                                    const Statement& statement, const Shape& shape);

}  // namespace sqlx::advise
