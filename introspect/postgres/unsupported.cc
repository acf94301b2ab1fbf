// What the database holds and the IR has no place for: kept in the server's words.
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {

void read_unsupported(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("unsupported")) {
    const Oid object_class = row.oid();
    if (catalog.is_extension_member(object_class, row.oid())) continue;
    ir::Unsupported& fact = catalog.database.unsupported.emplace_back();
    fact.kind = row.string();
    const auto schema = catalog.schemas.find(row.oid());
    if (schema != catalog.schemas.end()) fact.name.schema = schema->second;
    fact.name.name = row.string();
    fact.detail = row.string();
    fact.sql = row.string();
  }
}

}  // namespace sqlx::introspect::postgres
