// The columns that a condition may speak of, and how generated code reads them: `row.unitPrice`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ir/schema.h"
#include "sql/ast/node.h"
#include "wirepacks/pack.h"

namespace sqlx::generators {

struct RowColumn {
  std::string_view name;  // in SQL
  const ir::Column* column = nullptr;
  std::string_view field;                          // of the row
  sql::TypeClass type = sql::TypeClass::kUnknown;  // of what the validator keeps of the value
  std::string_view collation;                      // of a text
};

// What a validator compares a value of this type as: on an engine whose columns take values of any
// type, moments are texts.
[[nodiscard]] sql::TypeClass kept_type(const ir::LogicalType& type,
                                       const wirepacks::WirePack& pack);

// Where a column has none of its own: that of its table, that of the database; on an engine without
// a locale texts are bytes.
[[nodiscard]] std::string_view collation_of(const ir::Column& column, const ir::Table& table,
                                            const ir::Database& database,
                                            const wirepacks::WirePack& pack);

}  // namespace sqlx::generators
