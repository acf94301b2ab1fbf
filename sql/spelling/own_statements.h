// Statements that only their own engine has: settings, what is kept as written, and code of
// routines.
#pragma once

#include "sql/ast/ast.h"

namespace sqlx::sql {

[[nodiscard]] bool is_own_statement(const Node& statement);

}  // namespace sqlx::sql
