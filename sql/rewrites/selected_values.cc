// VALUES as queries without a table: INSERT INTO t VALUES (1), (2) as INSERT INTO t SELECT 1 UNION ALL SELECT 2, for a target that takes
// one row at a time, or no VALUES where a query may stand.
#include <string>

#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

const Body* selected(const Row& row, List<Name> names, Arena& arena) {
  auto* made = arena.make<Select>();
  std::vector<const SelectItem*> items;
  for (std::size_t i = 0; i < row.items.size(); ++i) {
    auto* item = arena.make<SelectItem>();
    item->value = row.items[i];
    if (i < names.size()) item->alias = names[i];
    items.push_back(item);
  }
  made->items = arena.copy(items);
  return made;
}

const Body* selected(const Values& values, List<Name> names, Arena& arena) {
  const Body* all = selected(*values.rows[0], names, arena);
  for (const Row* row : values.rows.subspan(1)) {
    auto* both = arena.make<SetOperation>();
    both->all = true;
    both->left = all;
    both->right = selected(*row, {}, arena);
    all = both;
  }
  return all;
}

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
  const bool needs = values != nullptr && values->rows.size() > 1 && !context.pack.has(Feature::kMultiRowInsert);
  if (!needs || has_default(*values)) return &insert;
  Insert* made = clone(context.arena, insert);
  made->source = with_body(*insert.source, selected(*values, {}, context.arena), context.arena);
  return made;
}

}  // namespace

const Node* selected_values(const Node* node, const RewriteContext& context) {
  if (const auto* insert = node->as<Insert>()) return inserted(*insert, context);
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* query = each->as<Query>();
    const auto* values = query == nullptr ? nullptr : query->body->as<Values>();
    if (values == nullptr || context.pack.has(Feature::kValuesQuery)) return each;
    return with_body(*query, selected(*values, usual_names(*values, context.arena), context.arena), context.arena);
  });
}

}  // namespace sqlx::sql
