#include "sql/rewrites/shown_columns.h"

#include <algorithm>

#include "base/text.h"

namespace sqlx::sql {
namespace {

bool is_among(List<Name> names, std::string_view column) {
  return std::any_of(names.begin(), names.end(),
                     [&](const Name& each) { return equal_fold(each.text, column); });
}

bool has_column(const DerivedTable& table, std::string_view column) {
  if (!table.columns.empty()) return is_among(table.columns, column);
  const auto* select = table.query->body->as<Select>();
  return select != nullptr &&
         std::any_of(select->items.begin(), select->items.end(), [&](const SelectItem* item) {
           return equal_fold(name_of(*item).text, column);
         });
}

}  // namespace

Name name_of(const SelectItem& item) {
  const auto* column = item.value->as<Column>();
  return !item.alias.text.empty() || column == nullptr ? item.alias : column->path.back();
}

const Select* first_select(const Body* body) {
  if (const auto* operation = body->as<SetOperation>()) return first_select(operation->left);
  if (const auto* query = body->as<Query>()) return first_select(query->body);
  return body->as<Select>();
}

bool has_column(const TableRef& table, std::string_view column, const Catalog& catalog) {
  if (const auto* join = table.as<Join>())
    return has_column(*join->left, column, catalog) || has_column(*join->right, column, catalog);
  if (const auto* derived = table.as<DerivedTable>()) return has_column(*derived, column);
  if (const auto* function = table.as<TableFunction>()) return is_among(function->columns, column);
  const auto* plain = table.as<Table>();
  const TableInfo* info = plain == nullptr ? nullptr : catalog.table(plain->name);
  return info != nullptr && info->column(column) != nullptr;
}

}  // namespace sqlx::sql
