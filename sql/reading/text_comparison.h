// Texts that compare without regard to case, made visible: where a dialect folds texts, the
// operands of a comparison become `fold(a)`, or `fold_order(a)` where it is their order that
// counts.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// The comparison (a call, IN, BETWEEN, CASE a WHEN …) with its texts folded; itself if it compares
// no texts, or texts that tell case apart.
[[nodiscard]] const Expr* fold_comparison(const Expr* expression, Arena& arena);

// Where one operand is folded by its own words (a COLLATE that ignores case), all are.
[[nodiscard]] const Expr* spread_fold(const Expr* expression, Arena& arena);

// What is shown is the text itself, however it compares.
[[nodiscard]] List<const SelectItem*> shown_as_they_are(List<const SelectItem*> items,
                                                        Arena& arena);

// Whether the value is a text whose case does not count, though it may differ.
[[nodiscard]] bool folds_text(const Expr* value);

// A key of groups or of sorting, folded if it is a text.
[[nodiscard]] const Expr* fold_key(const Expr* key, Arena& arena);
[[nodiscard]] const Expr* fold_sort_key(const Expr* key, Arena& arena);

// Whether all of these are texts, at least two of them. A column of unknown type is a text if it is
// compared with a word, a parameter if it is compared with any text.
[[nodiscard]] bool compares_texts(List<const Expr*> operands);

// Whether texts of this collation tell case apart. Collations are known by the ends of their names:
// utf8mb4_bin, utf8mb4_0900_as_cs, BINARY, C.
[[nodiscard]] bool is_exact_collation(std::string_view collation, bool dialect_folds);

// Whether the meaning compares its arguments.
[[nodiscard]] bool is_comparison(Meaning meaning);

}  // namespace sqlx::sql
