// CREATE TABLE … AS SELECT … WITH NO DATA, for a target that has no such words: the same of no
// rows, with LIMIT 0.
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* unfilled_tables(const Node* node, const RewriteContext& context) {
  const auto* table = node->as<CreateTable>();
  if (table == nullptr || !table->with_no_data || table->query == nullptr) return node;
  const Query& query = *table->query;
  const bool is_limited = query.limit != nullptr || query.offset != nullptr;
  Query* none =
      clone(context.arena, is_limited ? *select_all_of(context.arena, query, "unfilled") : query);
  none->limit = integer_literal(context.arena, 0);
  CreateTable* made = clone(context.arena, *table);
  made->query = none;
  made->with_no_data = false;
  return made;
}

}  // namespace sqlx::sql
