// Which columns of a table that is made are parts of its keys.
#pragma once

#include <algorithm>

#include "base/text.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// Of a primary, unique or foreign key, all of which have an index, or are looked up in one.
[[nodiscard]] inline bool is_key_part(const CreateTable& create, const ColumnDefinition& column) {
  const auto needs_index = [](const Constraint* each) {
    return each->constraint == ConstraintKind::kPrimaryKey ||
           each->constraint == ConstraintKind::kUnique ||
           each->constraint == ConstraintKind::kForeignKey;
  };
  const auto names = [&](const OrderItem* part) {
    const auto* named = part->value->as<Column>();
    return named != nullptr && equal_fold(named->path.back().text, column.name.text);
  };
  return std::any_of(column.constraints.begin(), column.constraints.end(), needs_index) ||
         std::any_of(create.constraints.begin(), create.constraints.end(),
                     [&](const Constraint* each) {
                       return needs_index(each) &&
                              std::any_of(each->columns.begin(), each->columns.end(), names);
                     });
}

}  // namespace sqlx::sql
