// How generated code finds the ORM's files, members and finders, for every generator that writes
// code which uses them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "generators/application.h"

namespace sqlx::generators {

// order-item, of OrderItem: its file is orm/models/order-item.ts.
[[nodiscard]] std::string model_file(std::string_view model);

// What a model's module is called where it is imported: orderItem, as `import * as orderItem from
// './order-item.js'`.
[[nodiscard]] std::string model_module(const ir::TableNames& names);

// The member of a database or transaction that holds the model: db.orderItem. A name that those
// have themselves gets `Model` behind it.
[[nodiscard]] std::string database_member(const Application& application, ir::TableId table);

// What tells one row of a table from all others: the primary key, unique constraints and unique
// indexes, each set of columns once; those that every row has come first.
struct ModelKey {
  std::string name;                  // of the constraint or index
  std::vector<std::size_t> columns;  // in Table::columns, in the key's order
  bool primary = false;
};

[[nodiscard]] std::vector<ModelKey> keys_of(const ir::Table& table);

// findByEmail, findByOrderIdAndLine: beside `keys`.
[[nodiscard]] std::vector<std::string> finders_of(const ir::TableNames& names,
                                                  const std::vector<ModelKey>& keys);

// May a new row give the column a value? Must it?
[[nodiscard]] bool can_be_written(const ir::Column& column);
[[nodiscard]] bool must_be_given(const Application& application, const ir::Column& column);

}  // namespace sqlx::generators
