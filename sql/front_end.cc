#include "sql/front_end.h"

#include "sql/pg_query/parse.h"

namespace sqlx::sql {
namespace {

const Node* parse_by_pg_query(const StatementText& text, const wirepacks::WirePack&, Arena& arena, Diagnostics& diagnostics) {
  return parse_with_pg_query(text, arena, diagnostics);
}

}  // namespace

FrontEnd front_end_of(const wirepacks::WirePack& pack) {
  return pack.parser == "pg_query" ? parse_by_pg_query : static_cast<FrontEnd>(parse_statement);
}

}  // namespace sqlx::sql
