#include "sql/front_end.h"

#include "sql/pg_query/parse.h"

namespace sqlx::sql {

FrontEnd::FrontEnd(const wirepacks::WirePack& pack)
    : grammar_(pack), by_pg_query_(pack.parser == "pg_query") {}

const Node* FrontEnd::parse(const StatementText& text, Arena& arena,
                            Diagnostics& diagnostics) const {
  return by_pg_query_ ? parse_with_pg_query(text, arena, diagnostics)
                      : parse_statement(text, grammar_, arena, diagnostics);
}

}  // namespace sqlx::sql
