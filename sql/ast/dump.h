// A tree as an s-expression, for tests and bug reports: `(call name "lower" arguments (column path
// "name"))`.
//
// Fields that have their usual value are left out, places always.
#pragma once

#include <string>

#include "sql/ast/ast.h"

namespace sqlx::sql {

void append_dump(std::string& out, const Node& node, std::size_t indent = 0);
[[nodiscard]] std::string dump(const Node& node);

}  // namespace sqlx::sql
