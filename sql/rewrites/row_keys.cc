#include "sql/rewrites/row_keys.h"

#include <algorithm>

#include "base/text.h"
#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/infer.h"
#include "sql/reading/normal_changes.h"

namespace sqlx::sql {
namespace {

const KeyInfo* primary(const TableInfo& table) {
  const auto found = std::find_if(table.keys.begin(), table.keys.end(),
                                  [](const KeyInfo& key) { return key.primary; });
  return found == table.keys.end() ? nullptr : &*found;
}

const Expr* column(const Name& table, const std::string& name, Arena& arena) {
  Column* made = make_column(arena, table, exact_name(arena.copy(std::string_view(name))));
  made->nullable = false;
  return made;
}

const Expr* row(const std::vector<const Expr*>& items, Arena& arena) {
  auto* made = arena.make<Row>();
  made->items = arena.copy(items);
  infer_type(*made);
  return made;
}

}  // namespace

const Table* find_table(const TableRef& tables, std::string_view name) {
  if (const auto* join = tables.as<Join>()) {
    const Table* left = find_table(*join->left, name);
    return left != nullptr ? left : find_table(*join->right, name);
  }
  const auto* table = tables.as<Table>();
  return table != nullptr && equal_fold(name_of(*table).text, name) ? table : nullptr;
}

std::vector<const Expr*> key_of(const Table& table, const RewriteContext& context) {
  const TableInfo* info = context.catalog.table(table.name);
  const KeyInfo* key = info == nullptr ? nullptr : primary(*info);
  std::vector<const Expr*> columns;
  for (const std::string& name : key == nullptr ? context.pack.row_address : key->columns)
    columns.push_back(column(name_of(table), name, context.arena));
  return columns;
}

const Expr* is_among(const std::vector<const Expr*>& key, const Query* query, Arena& arena) {
  auto* made = arena.make<In>();
  made->operand = key.size() == 1 ? key[0] : row(key, arena);
  made->query = query;
  infer_type(*made);
  return made;
}

}  // namespace sqlx::sql
