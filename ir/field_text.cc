#include "ir/field_text.h"

namespace sqlx::ir {

std::string field_text(const ObjectName& name) {
  return name.schema.empty() ? name.name : fmt::format("{}.{}", name.schema, name.name);
}

std::string field_text(const ColumnReference& column) {
  return fmt::format("{}.{}", field_text(column.table), column.column);
}

std::string field_text(const KeyPart& part) {
  std::string out = part.column.empty() ? fmt::format("({})", part.expression) : part.column;
  if (part.prefix_length) out += fmt::format("({})", *part.prefix_length);
  if (!part.collation.empty()) out += " collate " + part.collation;
  if (!part.operator_class.empty()) out += ' ' + part.operator_class;
  if (part.descending) out += " desc";
  if (part.nulls != NullsOrder::kDefault) out += fmt::format(" nulls {}", enum_name(part.nulls));
  return out;
}

std::string field_text(const Attribute& attribute) {
  return fmt::format("{}={}", enum_name(attribute.key), attribute.value);
}

std::string field_text(const Default& value) { return value.sql; }

}  // namespace sqlx::ir
