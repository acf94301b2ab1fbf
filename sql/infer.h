// The type of an expression from the types of its parts: cheap, bottom-up, done where a node is
// made.
//
// It knows what words tell: literals, casts, and what the meaning of a call gives. What a column
// is, the reader finds in the schema. `kUnknown` is an honest answer everywhere.
#pragma once

#include "ir/schema.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

[[nodiscard]] bool is_expression(NodeKind kind);

[[nodiscard]] constexpr bool is_number(TypeClass type) {
  return type == TypeClass::kInteger || type == TypeClass::kDecimal || type == TypeClass::kFloat;
}

// Sets what is known of its values; of the children it is known.
void infer_type(Expr& expression);

// The type that a list of values has together; unknown if that cannot be told.
[[nodiscard]] TypeClass common_type(List<const Expr*> values);

// Digits behind the point of numbers of that type; -1 if there may be any.
[[nodiscard]] std::int8_t scale_of(const TypeName& type);

// What a logical type is here.
[[nodiscard]] TypeClass class_of(ir::TypeKind kind);

}  // namespace sqlx::sql
