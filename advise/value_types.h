// Whether a column and a value that it is compared with are of types that keep an index from being
// searched.
//
// Where the two differ so that each stored value has to be converted first, the index, which holds
// them as they are, is of no use: a text and a number, a whole number and one with a fraction.
// Engines differ in which of the two they convert, so a plan has to confirm it.
#pragma once

#include "advise/shape.h"
#include "advise/situation.h"

namespace sqlx::advise {

// What the value is, as far as its words, or what was seen at its placeholder, tell.
[[nodiscard]] sql::TypeClass type_of_value(const sql::Expr& value, const Judged& judged,
                                           const wirepacks::WirePack& pack);

// Whether the column's values may have to be converted.
[[nodiscard]] bool may_convert_column(const ir::Column& column, sql::TypeClass value);
[[nodiscard]] bool may_convert_column(const Condition& condition, const Judged& judged,
                                      const wirepacks::WirePack& pack);

}  // namespace sqlx::advise
