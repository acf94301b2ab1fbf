// Domains: the types that a schema makes of other types by narrowing them.
#pragma once

#include <optional>

#include "ir/schema.h"

namespace sqlx::generators {

// The domain that a column or another domain is declared with; null if it is none.
[[nodiscard]] const ir::Domain* find_domain(const ir::Database& database,
                                            const ir::LogicalType& type);

// What stands at the end of a chain of domains: a type with a name of its own, or without one.
[[nodiscard]] const ir::LogicalType& without_domains(const ir::Database& database,
                                                     const ir::LogicalType& type);

// Whether it is a domain that takes no NULL.
[[nodiscard]] bool refuses_null(const ir::Database& database, const ir::LogicalType& type);

// The schema with the nulls that domains refuse told by the columns that are declared with them, as
// the database treats these; nothing if there is no such column. A view's column may be null all
// the same, by an outer join.
[[nodiscard]] std::optional<ir::Database> with_nulls_of_domains(const ir::Database& database);

}  // namespace sqlx::generators
