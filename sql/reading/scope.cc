#include "sql/reading/scope.h"

#include <string>

#include "base/text.h"
#include "sql/find.h"

namespace sqlx::sql {
namespace {

const OutputColumn* find_column(const Relation& relation, std::string_view name) {
  const OutputColumn* folded = nullptr;
  for (const OutputColumn& column : relation.columns) {
    if (column.name == name) return &column;
    if (folded == nullptr && equal_fold(column.name, name)) folded = &column;
  }
  return folded;
}

// Whether the alias is that of a value which reads a column of that very name, so that there is
// one: coalesce(a, 0) AS a.
bool hides_own_column(const SelectItem& item, std::string_view name) {
  const auto is_named_so = [&](const Node& node) {
    const auto* column = node.as<Column>();
    return column != nullptr && column->path.size() == 1 && equal_fold(column->path[0].text, name);
  };
  return !has_aggregate(*item.value) && has_node(*item.value, is_named_so);
}

const SelectItem* find_alias(const Scope& scope, std::string_view name) {
  for (const SelectItem* item : scope.aliases) {
    if (!item->alias.text.empty() && equal_fold(item->alias.text, name)) return item;
  }
  return nullptr;
}

// Among the tables of one scope. A table whose columns are not known may have any.
Resolved find_in(const Scope& scope, std::string_view table, std::string_view name) {
  Resolved result;
  result.kind = Resolved::Kind::kMissing;
  for (const Relation& relation : scope.relations) {
    if (table.empty() ? relation.proposed : !equal_fold(relation.alias.text, table)) continue;
    if (const OutputColumn* column = find_column(relation, name)) {
      return {Resolved::Kind::kColumn, column, &relation, nullptr};
    }
    if (!relation.known) result = {Resolved::Kind::kUnknown, nullptr, &relation, nullptr};
  }
  return result;
}

}  // namespace

Resolved resolve(const Scope& scope, std::string_view table, std::string_view name) {
  const SelectItem* alias = table.empty() ? find_alias(scope, name) : nullptr;
  if (alias != nullptr && scope.aliases_first)
    return {Resolved::Kind::kAlias, nullptr, nullptr, alias};
  Resolved unknown;
  unknown.kind = Resolved::Kind::kMissing;
  for (const Scope* each = &scope; each != nullptr; each = each->outer) {
    const Resolved found = find_in(*each, table, name);
    if (found.kind == Resolved::Kind::kColumn && unknown.kind == Resolved::Kind::kMissing)
      return found;
    const bool is_column = found.kind == Resolved::Kind::kUnknown && alias != nullptr &&
                           hides_own_column(*alias, name);
    if (each == &scope && alias != nullptr && !is_column)
      return {Resolved::Kind::kAlias, nullptr, nullptr, alias};
    if (found.kind == Resolved::Kind::kUnknown && unknown.kind == Resolved::Kind::kMissing)
      unknown = found;
  }
  return unknown;
}

std::vector<std::string> visible_names(const Scope& scope) {
  std::vector<std::string> names;
  for (const Scope* each = &scope; each != nullptr; each = each->outer) {
    for (const Relation& relation : each->relations) {
      for (const OutputColumn& column : relation.columns) names.emplace_back(column.name);
    }
  }
  return names;
}

}  // namespace sqlx::sql
