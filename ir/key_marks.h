// PK, FK, UK: what a column is to its table, in the two letters that summaries and diagrams have
// for it.
#pragma once

#include <string_view>
#include <vector>

#include "ir/schema.h"

namespace sqlx::ir {

// UK only for a column that is unique by itself, by a constraint.
[[nodiscard]] std::vector<std::string_view> key_marks(const Table& table, std::string_view column);

}  // namespace sqlx::ir
