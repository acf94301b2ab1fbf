// What holds of a column's values besides their type, its domains included: may it be NULL, and who
// fills it.
#pragma once

#include "ir/schema.h"

namespace sqlx::generators {

struct ColumnRules {
  bool nullable = true;
  bool is_filled = false;     // the database has a value where a new row says none
  bool is_generated = false;  // only the database does
  bool null_fills = false;
  const ir::Default* literal = nullptr;

  [[nodiscard]] bool takes_null() const { return nullable || null_fills; }
  [[nodiscard]] bool must_be_given() const { return !nullable && !is_filled; }
};

[[nodiscard]] ColumnRules rules_of(const ir::Column& column, const ir::Database& database);

}  // namespace sqlx::generators
