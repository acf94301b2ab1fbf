// Text into trees, by our own parser: recursive descent over the whole grammar, with quotes,
// operators and features from the pack.
//
// Trees are as spelled; what they mean is sql/reading's business. Every function adds to
// `diagnostics` and returns null when the text is not what it should be. Whoever parses many
// statements makes the grammar of the pack once.
#pragma once

#include "base/arena.h"
#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/parse/grammar.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// The whole text is one statement; a semicolon at its end is allowed.
[[nodiscard]] const Node* parse_statement(const StatementText& text, const Grammar& grammar,
                                          Arena& arena, Diagnostics& diagnostics);

[[nodiscard]] const Expr* parse_expression(const StatementText& text, const Grammar& grammar,
                                           Arena& arena, Diagnostics& diagnostics);

// As parse_expression, for the patterns of packs: `name...` is a column of that very name.
[[nodiscard]] const Expr* parse_pattern(const StatementText& text, const Grammar& grammar,
                                        Arena& arena, Diagnostics& diagnostics);

[[nodiscard]] const TypeName* parse_type(const StatementText& text, const Grammar& grammar,
                                         Arena& arena, Diagnostics& diagnostics);

// The same for a single text: each makes a grammar of its own, which takes longer than most
// statements do.
[[nodiscard]] const Node* parse_statement(const StatementText& text,
                                          const wirepacks::WirePack& pack, Arena& arena,
                                          Diagnostics& diagnostics);
[[nodiscard]] const Expr* parse_expression(const StatementText& text,
                                           const wirepacks::WirePack& pack, Arena& arena,
                                           Diagnostics& diagnostics);
[[nodiscard]] const Expr* parse_pattern(const StatementText& text, const wirepacks::WirePack& pack,
                                        Arena& arena, Diagnostics& diagnostics);
[[nodiscard]] const TypeName* parse_type(const StatementText& text, const wirepacks::WirePack& pack,
                                         Arena& arena, Diagnostics& diagnostics);

}  // namespace sqlx::sql
