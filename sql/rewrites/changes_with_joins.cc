// UPDATE … FROM and DELETE … USING for a target that joins in front instead: UPDATE a, b SET …, DELETE a FROM a, b. Where UPDATE has FROM, but
// no other name for its table, that name is given in FROM: UPDATE x SET … FROM a AS x, b.
#include "sql/build_query.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// With several tables around, a column that is assigned says whose it is.
List<const Assignment*> qualified(List<const Assignment*> set, const TableRef& target, Arena& arena) {
  std::vector<const Assignment*> made;
  for (const Assignment* assignment : set) {
    Assignment* copy = clone(arena, *assignment);
    std::vector<const Expr*> targets;
    for (const Expr* each : assignment->targets) {
      const auto* column = each->as<Column>();
      if (column != nullptr && column->path.size() == 1) {
        Column* full = clone(arena, *column);
        full->path = arena.list(name_of(target), column->path[0]);
        each = full;
      }
      targets.push_back(each);
    }
    copy->targets = arena.copy(targets);
    made.push_back(copy);
  }
  return arena.copy(made);
}

const Node* join_in_front(const Update& update, Arena& arena) {
  Update* made = clone(arena, update);
  std::vector<const TableRef*> tables(update.tables.begin(), update.tables.end());
  tables.insert(tables.end(), update.from.begin(), update.from.end());
  made->set = qualified(update.set, *update.tables[0], arena);
  made->tables = arena.copy(tables);
  made->from = {};
  return made;
}

const Table* only_named(const TableRef& table, Arena& arena) { return make_table(arena, arena.list(name_of(table))); }

const Node* named_behind(const Update& update, Arena& arena) {
  Update* made = clone(arena, update);
  std::vector<const TableRef*> from(update.tables.begin(), update.tables.end());
  from.insert(from.end(), update.from.begin(), update.from.end());
  made->tables = arena.list(static_cast<const TableRef*>(only_named(*update.tables[0], arena)));
  made->from = arena.copy(from);
  return made;
}

bool has_alias(const Update& update) {
  const auto* table = update.tables.size() == 1 ? update.tables[0]->as<Table>() : nullptr;
  return table != nullptr && !table->alias.text.empty();
}

const Node* updated(const Update& update, const RewriteContext& context) {
  if (!context.pack.has(Feature::kUpdateFrom)) return update.from.empty() ? &update : join_in_front(update, context.arena);
  return has_alias(update) && !context.pack.has(Feature::kUpdateAlias) ? named_behind(update, context.arena) : &update;
}

const Node* join_in_front(const Delete& statement, Arena& arena) {
  Delete* made = clone(arena, statement);
  std::vector<const TableRef*> tables{statement.target};
  tables.insert(tables.end(), statement.from.begin(), statement.from.end());
  made->targets = arena.list(only_named(*statement.target, arena));
  made->target = nullptr;
  made->from = arena.copy(tables);
  return made;
}

}  // namespace

const Node* changes_with_joins(const Node* node, const RewriteContext& context) {
  if (const auto* update = node->as<Update>()) return updated(*update, context);
  const auto* statement = node->as<Delete>();
  const bool has_alias = statement != nullptr && statement->target != nullptr && !statement->target->alias.text.empty();
  const bool uses = statement != nullptr && statement->target != nullptr && !statement->from.empty();
  const bool needs = uses || (has_alias && !context.pack.has(Feature::kDeleteAlias));
  return needs ? join_in_front(*statement, context.arena) : node;
}

}  // namespace sqlx::sql
