// Making small trees: calls of meanings and literals, typed.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "ir/schema.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// `from` lends its place in the text.
[[nodiscard]] const Expr* make_call(Arena& arena, Meaning meaning,
                                    std::initializer_list<const Expr*> arguments, const Node& from);
[[nodiscard]] const Expr* make_call(Arena& arena, Meaning meaning, List<const Expr*> arguments,
                                    const Node& from);

// a AND b AND …, or with OR; one part is itself, and none is null.
[[nodiscard]] const Expr* make_chain(Arena& arena, Meaning meaning,
                                     const std::vector<const Expr*>& parts);

[[nodiscard]] const Expr* string_literal(Arena& arena, std::string_view text);
[[nodiscard]] const Expr* integer_literal(Arena& arena,
                                          std::int64_t value);  // below zero: a negation
[[nodiscard]] const Expr* negated_number(Arena& arena, const Expr* number);
[[nodiscard]] const Expr* null_literal(Arena& arena);
[[nodiscard]] const Expr* boolean_literal(Arena& arena, bool value);

// CAST to a logical type.
[[nodiscard]] const Expr* make_cast(Arena& arena, const Expr* operand, ir::TypeKind kind);

// A name exactly as it is: quoted unless every dialect reads it the same without.
[[nodiscard]] Name exact_name(std::string_view text);

[[nodiscard]] const Call* as_call(const Expr* expression,
                                  Meaning meaning);  // null if it is not one
[[nodiscard]] bool is_literal(const Expr* expression, std::string_view text);

}  // namespace sqlx::sql
