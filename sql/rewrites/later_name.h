// A table's name behind all changes of an ALTER TABLE, of which RENAME TO may be one: what is said
// in a statement of its own comes after them.
#pragma once

#include <algorithm>
#include <vector>

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

[[nodiscard]] inline List<Name> later_name(const AlterTable& alter, Arena& arena) {
  const auto renamed =
      std::find_if(alter.actions.begin(), alter.actions.end(),
                   [](const AlterAction* each) { return each->action == AlterKind::kRename; });
  if (renamed == alter.actions.end()) return alter.table->name;
  std::vector<Name> path(alter.table->name.begin(), alter.table->name.end());
  path.back() = (*renamed)->new_name;
  return arena.copy(path);
}

}  // namespace sqlx::sql
