#include "sql/rewrites/referenced_columns.h"

#include <algorithm>

#include "sql/build.h"

namespace sqlx::sql {

const Constraint* with_referenced_columns(const Constraint& constraint, const RewriteContext& context) {
  if (constraint.constraint != ConstraintKind::kForeignKey || !constraint.referenced_columns.empty()) return &constraint;
  const TableInfo* table = context.catalog.table(constraint.references->name);
  if (table == nullptr) return &constraint;
  const auto key = std::find_if(table->keys.begin(), table->keys.end(), [](const KeyInfo& each) { return each.primary; });
  if (key == table->keys.end()) return &constraint;
  std::vector<Name> names;
  for (const std::string& column : key->columns) names.push_back(exact_name(context.arena.copy(std::string_view(column))));
  Constraint* made = clone(context.arena, constraint);
  made->referenced_columns = context.arena.copy(names);
  return made;
}

}  // namespace sqlx::sql
