// Settings and commands that only concern the session, as dumps are full of: client encodings,
// saved modes, locks, owners.
//
// Which they are, the source's pack lists. They are left out of another dialect's script; any other
// setting has no translation.
#pragma once

#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// Whether all that it does is to make UTC the time zone of the session.
[[nodiscard]] bool sets_utc(const Node& statement, const wirepacks::WirePack& pack);

[[nodiscard]] bool is_session_only(const Node& statement, const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
