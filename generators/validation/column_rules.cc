#include "generators/validation/column_rules.h"

#include "generators/domains.h"

namespace sqlx::generators {

ColumnRules rules_of(const ir::Column& column, const ir::Database& database) {
  ColumnRules rules{column.nullable};
  const ir::Default* value = column.default_value ? &*column.default_value : nullptr;
  for (const ir::Domain* domain = find_domain(database, column.type); domain != nullptr;
       domain = find_domain(database, domain->type)) {
    rules.nullable &= domain->nullable;
    if (value == nullptr && domain->default_value) value = &*domain->default_value;
  }
  rules.is_generated =
      column.generated || (column.identity && column.identity->kind == ir::IdentityKind::kAlways);
  rules.null_fills =
      column.identity && (column.identity->kind == ir::IdentityKind::kAutoIncrement ||
                          column.identity->kind == ir::IdentityKind::kRowid);
  rules.is_filled = value != nullptr || column.identity.has_value();
  if (value != nullptr && value->kind == ir::DefaultKind::kLiteral) rules.literal = value;
  return rules;
}

}  // namespace sqlx::generators
