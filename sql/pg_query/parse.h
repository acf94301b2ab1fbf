// Text into trees by libpg_query, which is PostgreSQL's own grammar: it accepts what the server
// accepts, and nothing else.
//
// libpg_query gives its tree as JSON (several times faster than as protobuf). base/json.h
// reads that, and one function for each kind of node makes our tree of it: as spelled, just as
// sql/parse.h does for the other dialects. What is unknown on the way, node or field, is a
// diagnostic that names it (fields.h). Names come folded, types in the words of types.cc, redundant
// parentheses not at all.
//
// Both functions may run in several threads.
#pragma once

#include <optional>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/statement_text.h"

namespace sqlx::sql {

// The whole text is one statement; a semicolon at its end is allowed. Null, and a diagnostic, if it
// is not.
[[nodiscard]] const Node* parse_with_pg_query(const StatementText& text, Arena& arena,
                                              Diagnostics& diagnostics);

// As many statements as the text holds, perhaps none. What `COPY … FROM stdin` reads is no SQL and
// must not stand in it.
[[nodiscard]] std::optional<List<const Node*>> parse_all_with_pg_query(const StatementText& text,
                                                                       Arena& arena,
                                                                       Diagnostics& diagnostics);

}  // namespace sqlx::sql
