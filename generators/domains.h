// Domains: the types that a schema makes of other types by narrowing them.
#pragma once

#include "ir/schema.h"

namespace sqlx::generators {

// The domain that a column or another domain is declared with; null if it is none.
[[nodiscard]] const ir::Domain* find_domain(const ir::Database& database, const ir::LogicalType& type);

// What stands at the end of a chain of domains: a type with a name of its own, or without one.
[[nodiscard]] const ir::LogicalType& without_domains(const ir::Database& database, const ir::LogicalType& type);

}  // namespace sqlx::generators
