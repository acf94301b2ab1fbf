// The statements that make or drop one index, written by the DDL writer in the database's own dialect.
#pragma once

#include <string>
#include <vector>

#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::advise {

// A name for an index on these parts that nothing in the schema has: users_email_idx.
[[nodiscard]] std::string index_name(const ir::Database& schema, const ir::Table& table, const std::vector<ir::KeyPart>& parts);

// Empty if the dialect has no such statement.
[[nodiscard]] std::string create_index(const ir::Database& schema, const ir::Table& table, const ir::Index& index, const wirepacks::WirePack& pack);
[[nodiscard]] std::string drop_index(const ir::Database& schema, const ir::Table& table, const ir::Index& index, const wirepacks::WirePack& pack);

}  // namespace sqlx::advise
