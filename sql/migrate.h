// The statements that turn one schema into another, on the engine of both.
//
// Applied to a database that has the schema `before`, they leave one that is read as `after`. Rows
// are kept where a table and its columns are; whether something that is lost may be lost is for the
// caller to ask first (ir/diff.h says which changes are destructive). What cannot be said as
// statements is an error, never left out.
//
// How an engine changes a table is one of three styles of its pack (wirepacks/pack.h, Alter):
//
//   * migrate_plan.cc: which objects and parts go and come, and what else has to go and come again
//     because it stands on something that changes
//   * migrate.cc: the order of all of it
//   * migrate_parts.cc, migrate_whole.cc, migrate_rebuild.cc: columns of one table, a file a style
//   * migrate_types.cc: types and sequences
#pragma once

#include <string>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// Both schemas are of `pack`'s engine. Empty if nothing has to be done.
[[nodiscard]] std::string migration(const ir::Database& before, const ir::Database& after,
                                    const wirepacks::WirePack& pack, Diagnostics& diagnostics);

}  // namespace sqlx::sql
