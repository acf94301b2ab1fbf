// Numbers in hexadecimal or binary digits, which the parser leaves as they are written and the
// middle writes in decimals, or as bytes.
//
// In some dialects 0x1F is always a number; in others (`number_strings`) it is bytes, and a number
// only where one is wanted: in arithmetic, beside a number, in a column of numbers. What is written
// as bytes, X'1F', is never a number here.
#pragma once

#include <vector>

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// Whether a literal, as spelled, is such a number.
[[nodiscard]] bool is_in_digits(const Expr& spelled);

// 0x1F as 31; null if it has more than 63 bits, about which the dialects disagree.
[[nodiscard]] const Expr* in_decimals(const Expr& spelled, Arena& arena);

// 0x1F as X'1F', 0b11 as X'03'.
[[nodiscard]] const Expr* in_bytes(const Expr& spelled, Arena& arena);

// Whether a call's arguments are numbers, whatever they look like.
[[nodiscard]] bool counts(Meaning meaning);

// What a comparison compares whose operands are, as spelled, such numbers and others.
enum class Compared : std::uint8_t { kAsRead, kNumbers, kPerhapsNumbers };
[[nodiscard]] Compared compared(List<const Expr*> spelled, List<const Expr*> read);

// The operands of IN and BETWEEN; of anything else none.
[[nodiscard]] std::vector<const Expr*> compared_operands(const Expr& expression);

// IN and BETWEEN whose operands have been read to bytes, with numbers instead.
[[nodiscard]] const Expr* compare_numbers(const Expr& spelled, const Expr* read, Arena& arena);

// What goes into columns of numbers: rows and assignments as spelled, and as read to bytes.
[[nodiscard]] const Query* with_numbers(const Query* spelled, const Query* read,
                                        List<TypeClass> columns, Arena& arena);
// The first one that goes into a column whose type is not known; null if there is none.
[[nodiscard]] const Expr* first_untyped(const Query* spelled, List<TypeClass> columns);
[[nodiscard]] List<const Assignment*> with_numbers(List<const Assignment*> spelled,
                                                   List<const Assignment*> read, Arena& arena);

}  // namespace sqlx::sql
