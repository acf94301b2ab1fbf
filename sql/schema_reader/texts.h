// The ways in which engines print an expression again: texts.cc chooses, by the pack.
#pragma once

#include <string>
#include <string_view>

#include "sql/schema_reader/draft.h"

namespace sqlx::sql::schema_reader {

// Whether the parenthesis that opens `sql` is closed by its last character.
[[nodiscard]] bool closes_at_end(std::string_view sql);

// quoted_text.cc: `a` > 0 and `b` in (1,2)
[[nodiscard]] std::string quoted_text(Draft& draft, const Expr& value);
[[nodiscard]] std::string quoted_default(Draft& draft, const Expr& value, const ir::Column& column);

// typed_text.cc: ((a > 0) AND ((b)::text = 'x'::text)). Without a table, names are of the value
// that is checked.
[[nodiscard]] std::string typed_text(Draft& draft, const Expr& value, const ir::Table* table);
[[nodiscard]] std::string typed_default(Draft& draft, const Expr& value, const ir::Column& column);

}  // namespace sqlx::sql::schema_reader
