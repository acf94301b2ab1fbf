#include "generators/validation/row_scope.h"

#include <algorithm>

#include "generators/validation/collation_rules.h"
#include "sql/infer.h"

namespace sqlx::generators {
namespace {

using sql::TypeClass;

TypeClass kept_freely(TypeClass type) {
  switch (type) {
    case TypeClass::kDate:
    case TypeClass::kTime:
    case TypeClass::kTimestamp:
    case TypeClass::kTimestampTz:
    case TypeClass::kUuid: return TypeClass::kText;
    default: return type;
  }
}

std::string_view named_collation(const ir::Column& column, const ir::Table& table,
                                 const ir::Database& database, const wirepacks::WirePack& pack) {
  if (!column.collation.empty()) return column.collation;
  const std::string* of_table = ir::find_attribute(table.attributes, ir::AttributeKey::kCollation);
  if (of_table != nullptr) return *of_table;
  return database.collation.empty() && pack.has(wirepacks::Feature::kFreeTypes)
             ? "binary"
             : std::string_view(database.collation);
}

}  // namespace

TypeClass kept_type(const ir::LogicalType& type, const wirepacks::WirePack& pack) {
  if (type.kind == ir::TypeKind::kEnum) return TypeClass::kText;
  const TypeClass given = sql::class_of(type.kind);
  return pack.has(wirepacks::Feature::kFreeTypes) ? kept_freely(given) : given;
}

std::string_view collation_of(const ir::Column& column, const ir::Table& table,
                              const ir::Database& database, const wirepacks::WirePack& pack) {
  const std::string_view name = named_collation(column, table, database, pack);
  const auto is_own = [&](const ir::Unsupported& each) {
    return each.kind == "collation" && !name.empty() &&
           name.find(each.name.name) != std::string_view::npos;
  };
  return std::any_of(database.unsupported.begin(), database.unsupported.end(), is_own)
             ? kOwnCollation
             : name;
}

}  // namespace sqlx::generators
