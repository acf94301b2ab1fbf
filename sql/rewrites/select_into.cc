// SELECT … INTO t FROM … as CREATE TABLE t AS SELECT … FROM …
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* select_into(const Node* node, const RewriteContext& context) {
  const auto* query = node->as<Query>();
  const auto* select =
      query == nullptr || query->body == nullptr ? nullptr : query->body->as<Select>();
  const auto* into =
      select == nullptr || select->into == nullptr ? nullptr : select->into->as<Table>();
  if (into == nullptr || context.pack.has(wirepacks::Feature::kSelectInto)) return node;
  Select* plain = clone(context.arena, *select);
  plain->into = nullptr;
  Query* source = clone(context.arena, *query);
  source->body = plain;
  auto* made = context.arena.make<CreateTable>();
  made->begin = query->begin;
  made->end = query->end;
  made->name = into->name;
  made->persistence = select->into_persistence == Persistence::kTemporary ? Persistence::kTemporary
                                                                          : Persistence::kPermanent;
  made->query = source;
  return made;
}

}  // namespace sqlx::sql
