#include "generators/domains.h"

#include <algorithm>

namespace sqlx::generators {

const ir::Domain* find_domain(const ir::Database& database, const ir::LogicalType& type) {
  if (!type.name) return nullptr;
  const auto found = std::find_if(database.domains.begin(), database.domains.end(),
                                  [&](const ir::Domain& each) { return each.name == *type.name; });
  return found == database.domains.end() ? nullptr : &*found;
}

const ir::LogicalType& without_domains(const ir::Database& database, const ir::LogicalType& type) {
  const ir::Domain* domain = find_domain(database, type);
  return domain == nullptr ? type : without_domains(database, domain->type);
}

bool refuses_null(const ir::Database& database, const ir::LogicalType& type) {
  const ir::Domain* domain = find_domain(database, type);
  return domain != nullptr && (!domain->nullable || refuses_null(database, domain->type));
}

std::optional<ir::Database> with_nulls_of_domains(const ir::Database& database) {
  std::optional<ir::Database> told;
  for (std::size_t t = 0; t < database.tables.size(); ++t) {
    const ir::Table& table = database.tables[t];
    for (std::size_t c = 0; c < table.columns.size() && !ir::is_view(table); ++c) {
      const ir::Column& column = table.columns[c];
      if (!column.nullable || !refuses_null(database, column.type)) continue;
      if (!told) told = database;
      told->tables[t].columns[c].nullable = false;
    }
  }
  return told;
}

}  // namespace sqlx::generators
