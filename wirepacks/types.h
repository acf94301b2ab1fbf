// From a database's own words for a type to its logical type: "numeric(10,2)" is decimal of
// precision 10 and scale 2, "int(10) unsigned" is uint32, "integer[]" an array of int32. Which word
// means what is a row of the pack; user-defined types (enums, domains, composites) are resolved by
// whoever has the catalog.
#pragma once

#include <string>
#include <string_view>

#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::wirepacks {

[[nodiscard]] ir::LogicalType logical_type(const WirePack& pack, std::string_view database_type);

// Appends what a backslash and `letter` stand for in a string, in dialects whose strings have such
// escapes.
void append_escaped(std::string& out, char letter);

// A default expression as understood: a literal, the clock, a fresh UUID, or an expression that is
// left to the database. `sql` is kept as it is.
[[nodiscard]] ir::Default read_default(const WirePack& pack, std::string_view sql);

}  // namespace sqlx::wirepacks
