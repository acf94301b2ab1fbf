// The statements that make and drop one index, each by itself: for who suggests them. A schema as a
// whole is sql/ddl.h's.
#pragma once

#include <string>

#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// `pack` is that of the schema's engine, which can change a schema (its `alter` section).
[[nodiscard]] std::string create_index_statement(const ir::Database& database,
                                                 const ir::Table& table, const ir::Index& index,
                                                 const wirepacks::WirePack& pack);
[[nodiscard]] std::string drop_index_statement(const ir::Database& database, const ir::Table& table,
                                               const ir::Index& index,
                                               const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
