// Which arguments of a call are taken as texts, whatever they are.
#pragma once

#include <cstddef>

#include "sql/ast/ast.h"

namespace sqlx::sql {

// How many at the front of a call that takes texts; those behind them are places and lengths.
[[nodiscard]] std::size_t taken_texts(const Call& call);

// The same, also of a call that makes texts of what it gets: a || b.
[[nodiscard]] std::size_t wanted_texts(const Call& call);

}  // namespace sqlx::sql
