// What the columns of a query are, as far as the file tells: their names, and the column of a table
// that each shows unchanged.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/schema_reader/draft.h"

namespace sqlx::sql::schema_reader {

struct QueryColumn {
  std::string name;
  std::optional<ir::Column>
      shown;  // what is known of the value: of a column that is shown as it is
  std::optional<ir::ColumnReference> base;  // of a table, not of a view
  bool nullable = true;
  bool is_open = false;  // nothing says what its type is, not even that it has none
};

[[nodiscard]] std::vector<QueryColumn> columns_of(Draft& draft, const Query& query);

// The columns of CREATE TABLE … AS: types and names, no constraints.
void add_columns_of_query(Draft& draft, const Query& query, ir::Table& table);

}  // namespace sqlx::sql::schema_reader
