// A format of dates with parts that the target's formats lack, piece by piece.
//
//   format_time(t, '{weekday_name}, {day}.{month}.')   as   concat(format_time(t,
//   '{weekday_name}'), ', ', format_time(t, '{day}.{month}.'))
//
// How such a part alone is said stands in the target's pack, as a row of `format_time(t,
// '{part}')`.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// Null if the format is a single piece, or so many that it is no format.
[[nodiscard]] const Expr* in_pieces(const Call& format_time, const wirepacks::WirePack& pack,
                                    Arena& arena);

}  // namespace sqlx::sql
