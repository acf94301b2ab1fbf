#include "sql/rewrites/referenced_columns.h"

#include <algorithm>

#include "sql/build.h"

namespace sqlx::sql {
namespace {

const Constraint* primary_key_among(List<const Constraint*> constraints) {
  const auto found = std::find_if(
      constraints.begin(), constraints.end(),
      [](const Constraint* each) { return each->constraint == ConstraintKind::kPrimaryKey; });
  return found == constraints.end() ? nullptr : *found;
}

// Of a table as it is made; empty if it has no such key.
std::vector<Name> primary_key_of(const CreateTable& create) {
  for (const ColumnDefinition* column : create.columns) {
    if (primary_key_among(column->constraints) != nullptr) return {column->name};
  }
  std::vector<Name> names;
  const Constraint* key = primary_key_among(create.constraints);
  if (key == nullptr) return names;
  for (const OrderItem* part : key->columns) {
    if (const auto* column = part->value->as<Column>()) names.push_back(column->path.back());
  }
  return names;
}

std::vector<Name> primary_key_of(const TableInfo& table, Arena& arena) {
  std::vector<Name> names;
  const auto key = std::find_if(table.keys.begin(), table.keys.end(),
                                [](const KeyInfo& each) { return each.primary; });
  if (key == table.keys.end()) return names;
  for (const std::string& column : key->columns)
    names.push_back(exact_name(arena.copy(std::string_view(column))));
  return names;
}

}  // namespace

const Constraint* with_referenced_columns(const Constraint& constraint,
                                          const RewriteContext& context, const CreateTable* own) {
  if (constraint.constraint != ConstraintKind::kForeignKey ||
      !constraint.referenced_columns.empty())
    return &constraint;
  const List<Name> parent = constraint.references->name;
  const bool is_own = own != nullptr && context.catalog.folded(parent.back()) ==
                                            context.catalog.folded(own->name.back());
  const TableInfo* table = is_own ? nullptr : context.catalog.table(parent);
  if (!is_own && table == nullptr) return &constraint;
  const std::vector<Name> names =
      is_own ? primary_key_of(*own) : primary_key_of(*table, context.arena);
  if (names.empty()) return &constraint;
  Constraint* made = clone(context.arena, constraint);
  made->referenced_columns = context.arena.copy(names);
  return made;
}

}  // namespace sqlx::sql
