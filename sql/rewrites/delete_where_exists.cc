// DELETE FROM a USING b WHERE c, for a target that deletes from one table only: DELETE FROM a WHERE EXISTS (SELECT 1 FROM b WHERE c).
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* delete_where_exists(const Node* node, const RewriteContext& context) {
  const auto* statement = node->as<Delete>();
  if (statement == nullptr || statement->target == nullptr || statement->from.empty()) return node;
  Arena& arena = context.arena;
  auto* item = arena.make<SelectItem>();
  item->value = integer_literal(arena, 1);
  auto* select = arena.make<Select>();
  select->items = arena.list(static_cast<const SelectItem*>(item));
  select->from = statement->from;
  select->where = statement->where;
  auto* query = arena.make<Query>();
  query->body = select;
  auto* exists = arena.make<Exists>();
  exists->query = query;
  infer_type(*exists);
  Delete* made = clone(arena, *statement);
  made->from = {};
  made->where = exists;
  return made;
}

}  // namespace sqlx::sql
