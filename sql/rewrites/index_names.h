// What an index is called where its name is unique in the whole schema, not only in its table.
#pragma once

#include <string>

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// The name with its table's in front, where the target needs that and the source does not.
[[nodiscard]] Name index_name(const Name& table, const Name& index, const RewriteContext& context);

// CREATE INDEX for KEY (…): without what only concerns speed.
[[nodiscard]] const Node* create_index(List<Name> table, const IndexDefinition& index,
                                       const RewriteContext& context);

// An index or key without methods and options that the target can do without, and with the front of
// texts where it takes no more.
[[nodiscard]] const IndexDefinition* plain_index(const IndexDefinition& index, List<Name> table,
                                                 const RewriteContext& context);

}  // namespace sqlx::sql
