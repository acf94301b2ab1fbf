// Texts that compare without regard to case, made visible: where a dialect folds texts, the operands of a comparison become `fold(a)`.
#pragma once

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

// The comparison (a call, IN, BETWEEN, CASE a WHEN …) with its texts folded; itself if it compares no texts, or texts that tell case apart.
[[nodiscard]] const Expr* fold_comparison(const Expr* expression, Arena& arena);

// Where one operand is folded by its own words (a COLLATE that ignores case), all are.
[[nodiscard]] const Expr* spread_fold(const Expr* expression, Arena& arena);

// A sort or group key, folded if it is a text.
[[nodiscard]] const Expr* fold_key(const Expr* key, Arena& arena);

// Whether all of these are texts, at least two of them. A column of unknown type is a text if it is compared with a word.
[[nodiscard]] bool compares_texts(List<const Expr*> operands);

// Whether the meaning compares its arguments.
[[nodiscard]] bool is_comparison(Meaning meaning);

}  // namespace sqlx::sql
