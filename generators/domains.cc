#include "generators/domains.h"

#include <algorithm>

namespace sqlx::generators {

const ir::Domain* find_domain(const ir::Database& database, const ir::LogicalType& type) {
  if (!type.name) return nullptr;
  const auto found = std::find_if(database.domains.begin(), database.domains.end(), [&](const ir::Domain& each) { return each.name == *type.name; });
  return found == database.domains.end() ? nullptr : &*found;
}

const ir::LogicalType& without_domains(const ir::Database& database, const ir::LogicalType& type) {
  const ir::Domain* domain = find_domain(database, type);
  return domain == nullptr ? type : without_domains(database, domain->type);
}

}  // namespace sqlx::generators
