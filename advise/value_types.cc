#include "advise/value_types.h"

#include <algorithm>

#include "sql/infer.h"
#include "sql/type_names.h"

namespace sqlx::advise {
namespace {

using sql::LiteralKind;
using sql::TypeClass;

TypeClass type_of_literal(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kInteger: return TypeClass::kInteger;
    case LiteralKind::kDecimal: return TypeClass::kDecimal;
    case LiteralKind::kFloat: return TypeClass::kFloat;
    default: return TypeClass::kUnknown;  // a string is a value of whatever it is compared with
  }
}

TypeClass type_of_cast(const sql::Cast& cast, const wirepacks::WirePack& pack) {
  Arena arena;
  const sql::TypeName* type = sql::middle_type(*cast.to, pack, arena);
  return type == nullptr ? TypeClass::kUnknown : type->type;
}

}  // namespace

// Where types are never mixed, a parameter is what its place wants.
TypeClass type_of_value(const sql::Expr& value, const Judged& judged,
                        const wirepacks::WirePack& pack) {
  if (const auto* literal = value.as<sql::Literal>()) return type_of_literal(literal->literal);
  if (const auto* cast = value.as<sql::Cast>()) return type_of_cast(*cast, pack);
  const auto* call = value.as<sql::Call>();
  if (call != nullptr && call->form == sql::CallForm::kPrefix && call->arguments.size() == 1)
    return type_of_value(*call->arguments[0], judged, pack);
  const auto* parameter = value.as<sql::Parameter>();
  if (parameter == nullptr || pack.has(wirepacks::Feature::kStrictTypes))
    return TypeClass::kUnknown;
  const std::size_t place = judged.shape.values.at(parameter);
  const auto& largest = judged.statement->largest;
  return place < largest.size() && largest[place] ? TypeClass::kInteger : TypeClass::kUnknown;
}

bool may_convert_column(const ir::Column& column, TypeClass value) {
  const TypeClass own = sql::class_of(column.type.kind);
  if (own == TypeClass::kText) return sql::is_number(value);
  return own == TypeClass::kInteger && (value == TypeClass::kDecimal || value == TypeClass::kFloat);
}

bool may_convert_column(const Condition& condition, const Judged& judged,
                        const wirepacks::WirePack& pack) {
  if (condition.other)
    return may_convert_column(*condition.subject.column,
                              sql::class_of(condition.other->column->type.kind));
  return std::any_of(condition.values.begin(), condition.values.end(), [&](const sql::Expr* value) {
    return may_convert_column(*condition.subject.column, type_of_value(*value, judged, pack));
  });
}

}  // namespace sqlx::advise
