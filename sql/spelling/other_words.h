// Meanings that the target has no rule for, said with others that it may have rules for: a CASE for
// FIELD, a concatenation for a format of dates with a part that the target's formats lack.
//
// Asked last, when every row of the pack has failed, so that what a pack says always comes first.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// Null if there are no other words.
[[nodiscard]] const Expr* in_other_words(const Call& call, const wirepacks::WirePack& pack,
                                         Arena& arena);

}  // namespace sqlx::sql
