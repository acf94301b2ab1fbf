// REFERENCES p names its key, which not everybody looks up: some take it for columns of the same
// names.
#pragma once

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// A foreign key with the columns of the other table's primary key, where it names none and that
// table is known. `own` is the table that is made with it, whose rows may refer to each other.
[[nodiscard]] const Constraint* with_referenced_columns(const Constraint& constraint,
                                                        const RewriteContext& context,
                                                        const CreateTable* own = nullptr);

}  // namespace sqlx::sql
