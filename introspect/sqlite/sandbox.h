// A database in memory that says what SQLite thinks of a statement.
//
// It holds the names of a schema's tables and nothing in them: SQLite needs no types to prepare a
// statement. Statements are prepared; those that define something are carried out, too, because
// later ones need what they make.
#pragma once

#include <memory>

#include "introspect/engine.h"

namespace sqlx::introspect::sqlite {

[[nodiscard]] std::unique_ptr<Sandbox> open_sandbox();

}  // namespace sqlx::introspect::sqlite
