// What an index that is suggested is called.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "ir/schema.h"

namespace sqlx::advise {

// A name for an index on these parts that nothing in the schema has, and none of those `given`
// before, to which it is added: users_email_idx.
[[nodiscard]] std::string index_name(const ir::Database& schema, const ir::Table& table,
                                     const std::vector<ir::KeyPart>& parts,
                                     std::set<std::string>& given);

}  // namespace sqlx::advise
