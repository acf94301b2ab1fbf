// Which table of a query a column is of, as far as names and the schema tell.
#pragma once

#include <vector>

#include "sql/ast/ast.h"
#include "sql/reading/catalog.h"

namespace sqlx::sql {

class ColumnOwners {
 public:
  ColumnOwners(List<const TableRef*> from, const Catalog& catalog);

  [[nodiscard]] const std::vector<const Table*>& all() const { return tables_; }
  // Whether there is nothing but tables, whose columns are known by their names.
  [[nodiscard]] bool are_plain() const { return plain_; }

  // Null if that is not certain.
  [[nodiscard]] const Table* owner(const Column& column) const;
  // What the schema knows of the column; null if nothing.
  [[nodiscard]] const ColumnInfo* info(const Column& column) const;

 private:
  void collect(const TableRef& table);

  const Catalog& catalog_;
  bool plain_ = true;
  std::vector<const Table*> tables_;
};

}  // namespace sqlx::sql
