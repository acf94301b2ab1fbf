// From the catalog's shape to the IR's: types by kind, partitions inside their parents,
// dependencies by name, and a word about tables that the role may not read.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "introspect/postgres/read.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::postgres {
namespace {

// -- types

void add_enum(const Type& type, Catalog& catalog) {
  catalog.database.enums.push_back({.name = type.name,
                                    .values = type.labels,
                                    .comment = catalog.comment(Class::kType, type.oid)});
}

void add_domain(const Type& type, Catalog& catalog) {
  const Type* base = catalog.types.find(type.base);
  ir::Domain domain{
      .name = type.name,
      .type = catalog.types.resolve(type.base, type.base_words),
      .database_type = type.base_words,
      .nullable = !type.not_null,
      .collation = catalog.collation_name(type.collation, base == nullptr ? 0 : base->collation),
      .checks = catalog.domain_checks[type.oid],
      .comment = catalog.comment(Class::kType, type.oid)};
  if (!type.default_sql.empty())
    domain.default_value = wirepacks::read_default(catalog.pack, type.default_sql);
  catalog.domain_at.emplace(type.oid, catalog.database.domains.size());
  catalog.database.domains.push_back(std::move(domain));
}

void add_composite(const Type& type, Catalog& catalog) {
  Relation* relation = catalog.find_relation(type.relation);
  if (relation == nullptr || relation->kind != 'c') return;  // the row of a table
  catalog.database.composites.push_back({.name = type.name,
                                         .fields = std::move(relation->table.columns),
                                         .comment = catalog.comment(Class::kType, type.oid)});
}

// Types of schemas that are not read come along if something uses them, be it through a domain.
void add_types(Catalog& catalog) {
  const auto is_read = [&](const Type& type) { return catalog.schemas.contains(type.schema); };
  catalog.types.for_each([&](const Type& type) {
    if (type.kind == 'd' && is_read(type)) std::ignore = catalog.types.resolve(type.oid);
  });
  catalog.types.for_each([&](const Type& type) {
    if (!type.is_ours || !(is_read(type) || type.is_used)) return;
    if (type.kind == 'e') add_enum(type, catalog);
    if (type.kind == 'd') add_domain(type, catalog);
    if (type.kind == 'c') add_composite(type, catalog);
  });
}

// -- dependencies

std::string identity_of_type(Oid oid, Catalog& catalog) {
  const Type* type = catalog.types.innermost(oid);
  if (type == nullptr || !type->is_ours) return {};
  const Relation* relation = catalog.find_relation(type->relation);
  const bool is_there = type->kind == 'c' ? relation != nullptr && relation->hidden == Hidden::kNot
                                          : type->kind == 'e' || type->kind == 'd';
  return is_there ? ir::identity(type->name) : std::string();
}

// "" for what does not stand in the IR.
std::string identity_of(const ObjectId& object, Catalog& catalog) {
  if (object.object_class == Class::kType) return identity_of_type(object.oid, catalog);
  if (object.object_class == Class::kRoutine) {
    const auto routine = catalog.routine_at.find(object.oid);
    return routine == catalog.routine_at.end()
               ? std::string()
               : ir::identity(catalog.database.routines[routine->second]);
  }
  const Relation* relation = catalog.find_relation(object.oid);
  return relation == nullptr || relation->hidden != Hidden::kNot
             ? std::string()
             : ir::identity(relation->table.name);
}

std::vector<std::string>* needs_of(const ObjectId& object, Catalog& catalog) {
  ir::Database& database = catalog.database;
  if (object.object_class == Class::kRoutine) {
    const auto routine = catalog.routine_at.find(object.oid);
    return routine == catalog.routine_at.end() ? nullptr
                                               : &database.routines[routine->second].depends_on;
  }
  if (object.object_class == Class::kType) {
    const auto domain = catalog.domain_at.find(object.oid);
    return domain == catalog.domain_at.end() ? nullptr
                                             : &database.domains[domain->second].depends_on;
  }
  Relation* relation = catalog.find_relation(object.oid);
  return relation == nullptr ? nullptr : &relation->table.depends_on;
}

void name_dependencies(Catalog& catalog) {
  for (const Dependency& dependency : catalog.dependencies) {
    std::vector<std::string>* needs = needs_of(dependency.who, catalog);
    if (needs == nullptr) continue;
    std::string whom = identity_of(dependency.whom, catalog);
    if (!whom.empty() && whom != identity_of(dependency.who, catalog))
      needs->push_back(std::move(whom));
  }
}

// -- tables

class TableNest {
 public:
  explicit TableNest(Catalog& catalog) : catalog_(catalog) {
    for (Relation& relation : catalog.relations) {
      if (is_nested(relation)) children_[relation.parents.front()].push_back(&relation);
    }
  }

  void move_into_database() {
    for (Relation& relation : catalog_.relations) {
      if (relation.kind == 'c' || is_nested(relation) || relation.hidden != Hidden::kNot) continue;
      catalog_.database.tables.push_back(take(relation));
    }
  }

 private:
  // A partition whose parent is in a schema that is not read stands by itself.
  [[nodiscard]] bool is_nested(const Relation& relation) {
    return relation.is_partition && !relation.parents.empty() &&
           catalog_.find_relation(relation.parents.front()) != nullptr;
  }

  ir::Table take(Relation& relation) {
    for (Relation* child : children_[relation.oid]) {
      child->table.inherits.clear();
      relation.table.partitions.push_back(take(*child));
    }
    return std::move(relation.table);
  }

  Catalog& catalog_;
  std::unordered_map<Oid, std::vector<Relation*>> children_;
};

// -- grants

struct Unreadable {
  std::vector<std::string> tables;
  std::vector<std::string> quoted_tables;
  std::set<std::string> schemas;
  std::set<std::string> closed_schemas;
};

Unreadable find_unreadable(Catalog& catalog) {
  Unreadable found;
  for (const Relation& relation : catalog.relations) {
    if (relation.hidden != Hidden::kUnreadable) continue;
    const ir::ObjectName& name = relation.table.name;
    catalog.database.unsupported.push_back(
        {.kind = "table without SELECT privilege", .name = name});
    found.tables.push_back(to_string(SchemaPath{{name.schema, name.name}}));
    found.quoted_tables.push_back(ir::identity(name));
    found.schemas.insert(quoted(name.schema, '"'));
    if (catalog.closed_schemas.contains(name.schema))
      found.closed_schemas.insert(quoted(name.schema, '"'));
  }
  std::sort(found.tables.begin(), found.tables.end());
  std::sort(found.quoted_tables.begin(), found.quoted_tables.end());
  return found;
}

std::string grant_hint(const Unreadable& unreadable, const std::string& role) {
  constexpr std::size_t kFewTables = 4;
  const std::string to = quoted(role, '"');
  std::string hint;
  const auto list = [](const std::set<std::string>& names) {
    return join(std::vector<std::string>(names.begin(), names.end()), ", ");
  };
  if (!unreadable.closed_schemas.empty()) {
    hint = fmt::format("GRANT USAGE ON SCHEMA {} TO {}; ", list(unreadable.closed_schemas), to);
  }
  const std::string what = unreadable.tables.size() <= kFewTables
                               ? join(unreadable.quoted_tables, ", ")
                               : fmt::format("ALL TABLES IN SCHEMA {}", list(unreadable.schemas));
  return fmt::format("{}GRANT SELECT ON {} TO {}", hint, what, to);
}

void report_unreadable(Catalog& catalog, Diagnostics& diagnostics) {
  const Unreadable unreadable = find_unreadable(catalog);
  if (unreadable.tables.empty()) return;
  const std::string tables = enumerate(unreadable.tables);
  const std::string hint = grant_hint(unreadable, catalog.role);
  if (!catalog.database.tables.empty()) {
    diagnostics.add(Code::kUnreadableTable,
                    fmt::format("role `{}` may not read {}", catalog.role, tables), {}, hint);
    return;
  }
  std::vector<std::string> schemas;
  for (const ir::Namespace& schema : catalog.database.schemas) schemas.push_back(schema.name);
  diagnostics.add(Code::kNoGrants,
                  fmt::format("role `{}` may read none of the tables in the schemas {}: {}",
                              catalog.role, enumerate(schemas), tables),
                  {}, hint);
}

}  // namespace

void assemble(Catalog& catalog, Diagnostics& diagnostics) {
  add_types(catalog);
  name_dependencies(catalog);
  TableNest(catalog).move_into_database();
  report_unreadable(catalog, diagnostics);
}

}  // namespace sqlx::introspect::postgres
