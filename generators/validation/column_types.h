// A column's type in the generated validator: the call that makes its reader, and the type of
// TypeScript that a caller gives.
//
//     numeric(8,2)     types.decimal(8, 2)              string | number | bigint
//     varchar(20)      types.text({ length: 20 })       string
//
// What the readers do is the engine's own: templates/validation/<engine>/engine.ts.
#pragma once

#include <string>

#include "generators/application.h"
#include "ir/schema.h"

namespace sqlx::generators {

[[nodiscard]] std::string reader_call(const ir::Column& column, const ir::Table& table,
                                      const Application& application);
[[nodiscard]] std::string input_type(const ir::LogicalType& type, const Application& application);

// The labels of an enum or set, wherever they are declared.
[[nodiscard]] const std::vector<std::string>& labels_of(const ir::LogicalType& type,
                                                        const ir::Database& database);

}  // namespace sqlx::generators
