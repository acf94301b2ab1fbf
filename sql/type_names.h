// Type names between dialects: as written → logical → as the target writes it.
//
// In the middle a type name is one word, a kind of ir/type_kinds.def, with its length or precision
// and scale as arguments.
#pragma once

#include <optional>
#include <string>

#include "base/arena.h"
#include "ir/schema.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// Null if the dialect's pack does not know the name.
[[nodiscard]] const TypeName* middle_type(const TypeName& spelled, const wirepacks::WirePack& pack,
                                          Arena& arena);

// Null if the target has no type for it. `in_cast`: as CAST names types, which may be fewer than
// columns have.
[[nodiscard]] const TypeName* spelled_type(const TypeName& middle, bool in_cast,
                                           const wirepacks::WirePack& pack, Arena& arena);

// As it is written in the source, in capitals, if the target, which is of its family, means the
// same by that; null if not, or if it is not what was written any more.
[[nodiscard]] const TypeName* kept_type(const TypeName& middle, const wirepacks::WirePack& pack,
                                        Arena& arena);

// Whether a column lists the labels of its ENUM itself.
[[nodiscard]] bool has_inline_enums(const wirepacks::WirePack& pack);

// The logical type of a name in the middle.
[[nodiscard]] ir::LogicalType logical_type_of(const TypeName& middle);

// A type name in the middle, made from nothing.
[[nodiscard]] const TypeName* make_middle_type(ir::TypeKind kind, Arena& arena);

// A text or bytes of any length, of which some dialects index only the beginning.
[[nodiscard]] bool is_unbounded(const TypeName& middle);

// As long as it may be in a key there, which is told.
[[nodiscard]] const TypeName* bounded_for_key(const TypeName& type, const ColumnDefinition& column,
                                              Place place, Arena& arena, Diagnostics& diagnostics);

}  // namespace sqlx::sql
