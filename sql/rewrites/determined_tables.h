// Which columns of a grouped query have one value in each group, though they are not grouped
// themselves: those of a table whose key is grouped, or is equal to what is.
#pragma once

#include <vector>

#include "sql/ast/ast.h"
#include "sql/rewrites/column_owners.h"

namespace sqlx::sql {

class DeterminedTables {
 public:
  DeterminedTables(const Select& select, const Catalog& catalog);

  [[nodiscard]] const ColumnOwners& owners() const { return owners_; }
  // Whether all of the table's primary key is grouped.
  [[nodiscard]] bool has_grouped_key(const Table& table) const;
  [[nodiscard]] bool is_determined(const Column& column) const;

 private:
  // `left` = `right` in every row; of an outer join, where its other side has a row.
  struct Equal {
    const Column* left;
    const Column* right;
    const TableRef* within = nullptr;  // an equality for the columns of these tables alone
  };

  void collect_joined(const TableRef& table);
  void collect_equal(const Expr* condition, const TableRef* within);
  void determine();
  [[nodiscard]] bool is_grouped(const Column& column) const;
  [[nodiscard]] bool is_grouped(const Table& table, std::string_view column) const;
  [[nodiscard]] bool is_known(const Column& column) const;
  [[nodiscard]] bool is_settled(const Table& table, std::string_view column) const;
  [[nodiscard]] bool has_settled_key(const Table& table) const;
  [[nodiscard]] bool names(const Column& column, const Table& table, std::string_view name) const;

  const Select& select_;
  const Catalog& catalog_;
  ColumnOwners owners_;
  std::vector<Equal> equal_;
  std::vector<const Table*> determined_;
};

}  // namespace sqlx::sql
