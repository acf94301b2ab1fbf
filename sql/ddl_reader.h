// A schema from its DDL, in any dialect that has a pack: the counterpart of sql/ddl.h.
#pragma once

#include <optional>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

[[nodiscard]] std::optional<ir::Database> read_ddl(const Source& ddl,
                                                   const wirepacks::WirePack& pack,
                                                   Diagnostics& diagnostics);

}  // namespace sqlx::sql
