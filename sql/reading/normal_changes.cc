#include "sql/reading/normal_changes.h"

#include <vector>

#include "base/text.h"
#include "sql/ast/fields.h"
#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

struct Flat {
  std::vector<const TableRef*> tables;
  std::vector<const Expr*> conditions;
};

const Expr* qualified(const TableRef& table, const Name& column, Arena& arena) {
  auto* made = arena.make<Column>();
  made->path = arena.list(name_of(table), column);
  return made;
}

void add_using(const Join& join, Flat& flat, Arena& arena) {
  for (const Name& column : join.using_columns) {
    flat.conditions.push_back(make_call(
        arena, Meaning::kEqual,
        {qualified(*join.left, column, arena), qualified(*join.right, column, arena)}, join));
  }
}

bool flatten(const TableRef& table, Flat& flat, Arena& arena) {
  const auto* join = table.as<Join>();
  if (join == nullptr) {
    flat.tables.push_back(&table);
    return true;
  }
  const bool is_inner = join->join == JoinType::kInner || join->join == JoinType::kCross;
  const bool is_simple =
      join->using_columns.empty() || (!join->left->is<Join>() && !join->right->is<Join>());
  if (!is_inner || join->natural || !is_simple) return false;
  if (!flatten(*join->left, flat, arena) || !flatten(*join->right, flat, arena)) return false;
  if (join->on != nullptr) flat.conditions.push_back(join->on);
  add_using(*join, flat, arena);
  return true;
}

bool flatten_all(List<const TableRef*> tables, Flat& flat, Arena& arena) {
  for (const TableRef* table : tables) {
    if (!flatten(*table, flat, arena)) return false;
  }
  return true;
}

const Expr* all_of(std::vector<const Expr*> conditions, const Expr* where, Arena& arena) {
  if (where != nullptr) conditions.push_back(where);
  return make_chain(arena, Meaning::kAnd, conditions);
}

// Takes the table of that name out of the list; null if it is not a plain table there.
const Table* take(std::vector<const TableRef*>& tables, std::string_view name) {
  for (auto each = tables.begin(); each != tables.end(); ++each) {
    const auto* table = (*each)->as<Table>();
    if (table == nullptr || !equal_fold(name_of(*table).text, name)) continue;
    tables.erase(each);
    return table;
  }
  return nullptr;
}

}  // namespace

Name name_of(const TableRef& table) {
  return visit(table, [](const auto& typed) -> Name {
    if constexpr (requires { typed.alias; }) {
      if (!typed.alias.text.empty()) return typed.alias;
    }
    if constexpr (std::is_same_v<std::decay_t<decltype(typed)>, Table>) return typed.name.back();
    return {};
  });
}

const Update* normal_update(const Update& update, std::string_view target, Arena& arena) {
  Flat flat;
  const bool joins = update.tables.size() > 1 || update.tables[0]->is<Join>();
  if (!joins || target.empty() || !flatten_all(update.tables, flat, arena)) return &update;
  const Table* changed = take(flat.tables, target);
  if (changed == nullptr) return &update;
  Update* made = clone(arena, update);
  made->tables = arena.list(static_cast<const TableRef*>(changed));
  flat.tables.insert(flat.tables.end(), update.from.begin(), update.from.end());
  made->from = arena.copy(flat.tables);
  made->where = all_of(std::move(flat.conditions), update.where, arena);
  return made;
}

const Delete* normal_delete(const Delete& statement, Arena& arena) {
  Flat flat;
  if (statement.targets.size() != 1 || !flatten_all(statement.from, flat, arena)) return &statement;
  const Table* emptied = take(flat.tables, statement.targets[0]->name.back().text);
  if (emptied == nullptr) return &statement;
  Delete* made = clone(arena, statement);
  made->targets = {};
  made->target = emptied;
  made->from = arena.copy(flat.tables);
  made->where = all_of(std::move(flat.conditions), statement.where, arena);
  return made;
}

}  // namespace sqlx::sql
