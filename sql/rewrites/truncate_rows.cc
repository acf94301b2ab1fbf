// TRUNCATE as DELETE FROM, where there is none; one statement for each table, where it takes only
// one.
//
// Where the source numbers rows by a counter of the table, TRUNCATE starts that anew.
#include <fmt/format.h>

#include "sql/counter_statements.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// DELETE leaves a counter where it is: it is put back, or that is told.
void begin_counter(const Truncate& truncate, const Table& table, const RewriteContext& context) {
  const TableInfo* info = context.catalog.table(table.name);
  if (info == nullptr || !(truncate.restart_identity || context.from.has(Feature::kAutoIncrement)))
    return;
  for (const ColumnInfo& column : info->columns) {
    if (!column.automatic) continue;
    if (const Node* statement = count_from(table.name.back().text, 1, context.pack, context.arena))
      return context.after.push_back(statement);
    context.diagnostics.add(
        Code::kConditional,
        fmt::format("the numbers of `{}` may go on, where TRUNCATE starts them anew", column.name),
        context.place(table));
  }
}

const Node* delete_all(const Truncate& truncate, const Table* table,
                       const RewriteContext& context) {
  begin_counter(truncate, *table, context);
  auto* made = context.arena.make<Delete>();
  made->target = table;
  return made;
}

const Node* truncate_one(const Truncate& truncate, const Table* table,
                         const RewriteContext& context) {
  Truncate* made = clone(context.arena, truncate);
  made->tables = context.arena.list(table);
  made->restart_identity = context.pack.has(Feature::kIdentity) &&
                           (truncate.restart_identity || context.from.has(Feature::kAutoIncrement));
  if (!context.pack.has(Feature::kDropCascade)) made->behavior = DropBehavior::kUnsaid;
  return made;
}

}  // namespace

const Node* truncate_rows(const Node* node, const RewriteContext& context) {
  const auto* truncate = node->as<Truncate>();
  if (truncate == nullptr || context.from.family == context.pack.family) return node;
  const bool deletes = !context.pack.has(Feature::kTruncate);
  for (const Table* table : truncate->tables) {
    context.before.push_back(deletes ? delete_all(*truncate, table, context)
                                     : truncate_one(*truncate, table, context));
  }
  return nullptr;
}

}  // namespace sqlx::sql
