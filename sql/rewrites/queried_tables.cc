// CREATE TABLE t AS SELECT … FROM … as SELECT … INTO t FROM …, for a target that makes tables of
// queries so.
//
// Only a plain SELECT has a place for it; of others, and of tables whose columns are named, the
// target has no such statement.
#include <fmt/format.h>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* queried_tables(const Node* node, const RewriteContext& context) {
  const auto* create = node->as<CreateTable>();
  if (create == nullptr || create->query == nullptr) return node;
  const auto* select = create->query->body->as<Select>();
  if (select == nullptr || !create->columns.empty() || create->if_not_exists ||
      create->persistence == Persistence::kTemporary) {
    context.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} makes tables of a plain SELECT only, by INTO", context.pack.title),
        context.place(*create), "make the table first, and INSERT what the query gives");
    return node;
  }
  Select* made = clone(context.arena, *select);
  made->into = make_table(context.arena, create->name);
  Query* query = clone(context.arena, *create->query);
  query->body = made;
  return query;
}

}  // namespace sqlx::sql
