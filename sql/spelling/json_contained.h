// Whether a document contains a written piece of JSON, for a target that cannot ask that: member by
// member.
//
//   json_contains(a, '{"b": true, "l": ["x"]}')   as   json_type(a) = 'object' AND json_type(a ->
//   'b') = 'boolean' AND … AND EXISTS (SELECT 1
//                                                      FROM json_members(a -> 'l') AS member WHERE
//                                                      member.type = 'text' AND member.value = 'x')
//
// Arrays of anything but scalars, and keys with signs in them, stay and are refused.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// Null if it cannot be said like this.
[[nodiscard]] const Expr* json_contained(const Call& json_contains, Arena& arena);

}  // namespace sqlx::sql
