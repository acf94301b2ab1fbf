// UPDATE … FROM and DELETE … USING for a target that joins in front instead: UPDATE a, b SET …,
// DELETE a FROM a, b. What rows are deleted from is then not read elsewhere in the statement but as
// rows of its own. Where UPDATE has FROM, but no other name for its table, that name is given in
// FROM: UPDATE x SET … FROM a AS x, b.
#include "base/text.h"
#include "sql/build_query.h"
#include "sql/reading/normal_changes.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// With several tables around, a column that is assigned says whose it is.
List<const Assignment*> qualified(List<const Assignment*> set, const TableRef& target,
                                  Arena& arena) {
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

const Table* only_named(const TableRef& table, Arena& arena) {
  return make_table(arena, arena.list(name_of(table)));
}

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
  if (!context.pack.has(Feature::kUpdateFrom))
    return update.from.empty() ? &update : join_in_front(update, context.arena);
  return has_alias(update) && !context.pack.has(Feature::kUpdateAlias)
             ? named_behind(update, context.arena)
             : &update;
}

// The table within the condition as the rows that it has: SELECT … FROM (SELECT * FROM people) AS
// people.
const Node* rows_of(const Node* node, const Name& target, Arena& arena) {
  const auto* table = node->as<Table>();
  if (table == nullptr || !equal_fold(table->name.back().text, target.text)) {
    return map_children(arena, node,
                        [&](const Node* child) { return rows_of(child, target, arena); });
  }
  Table* plain = clone(arena, *table);
  plain->alias = {};
  return make_derived(arena, make_query(arena, select_all(arena, plain)), name_of(*table));
}

const Node* join_in_front(const Delete& statement, Arena& arena) {
  Delete* made = clone(arena, statement);
  if (statement.where != nullptr)
    made->where =
        static_cast<const Expr*>(rows_of(statement.where, statement.target->name.back(), arena));
  std::vector<const TableRef*> tables{statement.target};
  tables.insert(tables.end(), statement.from.begin(), statement.from.end());
  made->targets = arena.list(only_named(*statement.target, arena));
  made->target = nullptr;
  made->from = arena.copy(tables);
  return made;
}

// Whether the condition reads the very table that rows are deleted from: then the table must not be
// joined in front.
bool reads_itself(const Delete& statement) {
  const std::string_view name = statement.target->name.back().text;
  return statement.where != nullptr && has_node(*statement.where, [&](const Node& each) {
           const auto* table = each.as<Table>();
           return table != nullptr && equal_fold(table->name.back().text, name);
         });
}

// A table in the condition that would take the name for its own.
bool hides(const Delete& statement, std::string_view name) {
  return has_node(*statement.where, [&](const Node& each) {
    const auto* table = each.as<Table>();
    const auto* derived = each.as<DerivedTable>();
    return (table != nullptr && equal_fold(name_of(*table).text, name)) ||
           (derived != nullptr && equal_fold(derived->alias.text, name));
  });
}

// DELETE FROM orders AS o WHERE … o.id … as DELETE FROM orders WHERE … orders.id …
const Node* without_alias(const Delete& statement, const RewriteContext& context) {
  Arena& arena = context.arena;
  const Name alias = statement.target->alias;
  const Name name = statement.target->name.back();
  const auto renamed = [&](const Node* node) -> const Node* {
    const auto* column = node->as<Column>();
    if (column == nullptr || column->path.size() != 2 ||
        !equal_fold(column->path[0].text, alias.text))
      return node;
    Column* made = clone(arena, *column);
    made->path = arena.list(name, column->path[1]);
    return made;
  };
  Delete* made = clone(arena, *bottom_up<Column>(&statement, context, renamed)->as<Delete>());
  Table* target = clone(arena, *statement.target);
  target->alias = {};
  made->target = target;
  return made;
}

}  // namespace

const Node* changes_with_joins(const Node* node, const RewriteContext& context) {
  if (const auto* update = node->as<Update>()) return updated(*update, context);
  const auto* statement = node->as<Delete>();
  const bool has_alias = statement != nullptr && statement->target != nullptr &&
                         !statement->target->alias.text.empty();
  const bool uses =
      statement != nullptr && statement->target != nullptr && !statement->from.empty();
  if (has_alias && !uses && !context.pack.has(Feature::kDeleteAlias) && reads_itself(*statement) &&
      !hides(*statement, statement->target->name.back().text) &&
      !hides(*statement, statement->target->alias.text)) {
    return without_alias(*statement, context);
  }
  const bool needs = uses || (has_alias && !context.pack.has(Feature::kDeleteAlias));
  return needs ? join_in_front(*statement, context.arena) : node;
}

}  // namespace sqlx::sql
