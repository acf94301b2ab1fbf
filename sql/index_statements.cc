#include "sql/index_statements.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sql/ddl_parts.h"

namespace sqlx::sql {
namespace {

DdlContext context_of(const ir::Database& database, const wirepacks::WirePack& pack,
                      Diagnostics& diagnostics) {
  return {database, pack.ddl, DialectWords(pack.lexical, implied_schema(database, pack.ddl)),
          Script(pack.ddl.delimiter, pack.ddl.rewrites), diagnostics};
}

}  // namespace

std::string create_index_statement(const ir::Database& database, const ir::Table& table,
                                   const ir::Index& index, const wirepacks::WirePack& pack) {
  Diagnostics none;
  DdlContext context = context_of(database, pack, none);
  write_index(context, table, index);
  return std::string(trim(context.script.take()));
}

// Where a table is changed as a whole, that is a clause of its ALTER TABLE; else an index is in the
// schema of its table.
std::string drop_index_statement(const ir::Database& database, const ir::Table& table,
                                 const ir::Index& index, const wirepacks::WirePack& pack) {
  Diagnostics none;
  DdlContext context = context_of(database, pack, none);
  const bool is_clause = pack.ddl.alter.style == wirepacks::AlterStyle::kWhole;
  const std::string name = is_clause
                               ? context.words.name(index.name)
                               : context.words.name(ir::ObjectName{table.name.schema, index.name});
  const std::string drop = context.words.fill(pack.ddl.alter.drop_index, {.part = name});
  context.script.statement(
      is_clause ? fmt::format("ALTER TABLE {} {}", context.words.name(table.name), drop) : drop);
  return std::string(trim(context.script.take()));
}

}  // namespace sqlx::sql
