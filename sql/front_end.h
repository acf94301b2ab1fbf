// Which parser reads a dialect's text: our own, or a library that a pack names (`"parser": "pg_query"`).
#pragma once

#include "sql/parse.h"

namespace sqlx::sql {

using FrontEnd = const Node* (*)(const StatementText& text, const wirepacks::WirePack& pack, Arena& arena, Diagnostics& diagnostics);

// Our own where the pack names none.
[[nodiscard]] FrontEnd front_end_of(const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
