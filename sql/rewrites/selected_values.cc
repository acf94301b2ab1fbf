// VALUES as queries without a table: INSERT INTO t VALUES (1), (2) as INSERT INTO t SELECT 1 UNION
// ALL SELECT 2, for a target that takes one row at a time, or no VALUES where a query may stand.
#include <string>

#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// Names for what has none: column1, column2.
List<Name> usual_names(const Values& values, Arena& arena) {
  std::vector<Name> names;
  for (std::size_t i = 1; i <= values.rows[0]->items.size(); ++i) {
    names.push_back(Name{arena.copy(std::string_view("column" + std::to_string(i)))});
  }
  return arena.copy(names);
}

bool has_default(const Values& values) {
  for (const Row* row : values.rows) {
    for (const Expr* item : row->items) {
      if (item->is<DefaultValue>()) return true;
    }
  }
  return false;
}

const Query* with_body(const Query& query, const Body* body, Arena& arena) {
  Query* made = clone(arena, query);
  made->body = body;
  return made;
}

const Node* inserted(const Insert& insert, const RewriteContext& context) {
  const auto* values = insert.source == nullptr ? nullptr : insert.source->body->as<Values>();
  const bool needs =
      values != nullptr && values->rows.size() > 1 && !context.pack.has(Feature::kMultiRowInsert);
  if (!needs || has_default(*values)) return &insert;
  Insert* made = clone(context.arena, insert);
  made->source = with_body(*insert.source, select_rows(context.arena, *values, {}), context.arena);
  return made;
}

}  // namespace

const Node* selected_values(const Node* node, const RewriteContext& context) {
  if (const auto* insert = node->as<Insert>()) return inserted(*insert, context);
  return bottom_up<Query>(node, context, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* values = query == nullptr ? nullptr : query->body->as<Values>();
    if (values == nullptr || context.pack.has(Feature::kValuesQuery)) return each;
    return with_body(*query,
                     select_rows(context.arena, *values, usual_names(*values, context.arena)),
                     context.arena);
  });
}

}  // namespace sqlx::sql
