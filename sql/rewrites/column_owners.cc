#include "sql/rewrites/column_owners.h"

#include "base/text.h"

namespace sqlx::sql {
namespace {

bool is_called(const Table& table, std::string_view name) {
  return equal_fold(table.alias.text.empty() ? table.name.back().text : table.alias.text, name);
}

}  // namespace

ColumnOwners::ColumnOwners(List<const TableRef*> from, const Catalog& catalog) : catalog_(catalog) {
  for (const TableRef* each : from) collect(*each);
}

void ColumnOwners::collect(const TableRef& table) {
  if (const auto* plain = table.as<Table>()) {
    tables_.push_back(plain);
  } else if (const auto* join = table.as<Join>()) {
    collect(*join->left);
    collect(*join->right);
  } else {
    plain_ = false;
  }
}

const Table* ColumnOwners::owner(const Column& column) const {
  const bool is_qualified = column.path.size() > 1;
  const Table* found = nullptr;
  for (const Table* table : tables_) {
    const TableInfo* info = catalog_.table(table->name);
    if (is_qualified ? !is_called(*table, column.path[column.path.size() - 2].text)
                     : info != nullptr && info->column(column.path[0].text) == nullptr)
      continue;
    if (found != nullptr || (!is_qualified && info == nullptr)) return nullptr;
    found = table;
  }
  return is_qualified || plain_ ? found : nullptr;
}

const ColumnInfo* ColumnOwners::info(const Column& column) const {
  const Table* table = owner(column);
  const TableInfo* known = table == nullptr ? nullptr : catalog_.table(table->name);
  return known == nullptr ? nullptr : known->column(column.path.back().text);
}

}  // namespace sqlx::sql
