#include "sql/ddl_reader.h"

#include "sql/schema_reader/reader.h"
#include "sql/script/statement_reader.h"

namespace sqlx::sql {

std::optional<ir::Database> read_ddl(const Source& ddl, const wirepacks::WirePack& pack,
                                     Diagnostics& diagnostics) {
  schema_reader::SchemaReader reader(pack, diagnostics);
  StatementReader statements(ddl->text, ddl->name, pack);
  while (const auto piece = statements.next(diagnostics)) {
    if (piece->kind == Piece::Kind::kStatement) reader.read(piece->text);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return reader.take();
}

}  // namespace sqlx::sql
