// The DDL that recreates a schema on its own engine: loaded into an empty database and read again,
// it gives an equal IR.
//
// One writer for all engines. What differs is in the IR's own words (`database_type`, `sql`,
// `definition`) or a row of the pack's `ddl` section (wirepacks/pack.h). The text comes in this
// order, and each step has a file:
//
//   * schemas, extensions, then types, sequences, routines, tables and views, each behind what it
//   needs: ddl_order.h
//   * what can wait until all of them are there: late constraints, indexes, foreign keys, triggers,
//   policies: ddl.cc, ddl_keys.cc
//   * comments, and sequences given to their columns: ddl_comments.cc
//
// Data, grants and owners are left out: the IR doesn't hold them.
#pragma once

#include <string>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// `pack` is that of `database.engine`. What the text cannot recreate is told as kDdlIncomplete.
[[nodiscard]] std::string ddl(const ir::Database& database, const wirepacks::WirePack& pack,
                              Diagnostics& diagnostics);

}  // namespace sqlx::sql
