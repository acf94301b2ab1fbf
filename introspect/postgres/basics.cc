// What the database is, which of its schemas are read, and the names, comments and dependencies
// that everything else looks up.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

struct Schema {
  Oid oid = 0;
  std::string name;
  bool usable = false;
};

std::vector<Schema> read_schema_list(const Rows& rows) {
  std::vector<Schema> schemas;
  for (Fields row : rows) {
    const Oid oid = row.oid();
    std::string name = row.string();
    schemas.push_back({oid, std::move(name), row.flag()});
  }
  return schemas;
}

void report_unknown_schemas(const std::vector<std::string>& wanted,
                            const std::vector<Schema>& schemas, Diagnostics& diagnostics) {
  std::vector<std::string> known;
  known.reserve(schemas.size());
  for (const Schema& schema : schemas) known.push_back(schema.name);
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) hint = fmt::format("there are: {}", enumerate(known));
    diagnostics.add(Code::kUnknownSchema, fmt::format("the database has no schema `{}`", name), {},
                    std::move(hint));
  }
}

}  // namespace

void read_session(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("session")) {
    const std::string version = row.string();  // "15.18 (Debian 15.18-0+deb12u1)"
    catalog.database.engine = catalog.pack.name;
    catalog.database.server_version = version.substr(0, version.find(' '));
    catalog.database.encoding = row.string();
    catalog.database.collation = row.string();
    catalog.database.default_schema = row.string();
    catalog.role = row.string();
  }
}

// A schema that an extension made for itself is only read if it is asked for.
std::vector<Oid> read_schemas(const Questions& questions, const std::vector<std::string>& wanted,
                              Catalog& catalog, Diagnostics& diagnostics) {
  const std::vector<Schema> schemas = read_schema_list(questions.ask("schemas"));
  report_unknown_schemas(wanted, schemas, diagnostics);
  std::vector<Oid> oids;
  for (const Schema& schema : schemas) {
    const bool kept = wanted.empty()
                          ? !catalog.is_extension_member(Class::kSchema, schema.oid)
                          : std::find(wanted.begin(), wanted.end(), schema.name) != wanted.end();
    if (!kept) continue;
    oids.push_back(schema.oid);
    catalog.schemas.emplace(schema.oid, schema.name);
    if (!schema.usable) catalog.closed_schemas.insert(schema.name);
    catalog.database.schemas.push_back({schema.name, catalog.comment(Class::kSchema, schema.oid)});
  }
  return oids;
}

void read_extensions(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("extensions")) {
    ir::Extension& extension = catalog.database.extensions.emplace_back();
    extension.name = row.string();
    extension.schema = row.string();
    extension.version = row.string();
  }
}

void read_dependencies(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("dependencies")) {
    const bool is_member = row.flag();
    const Oid who_class = row.oid();
    const Oid who = row.oid();
    if (is_member) {
      catalog.add_extension_member(who_class, who);
      continue;
    }
    const auto whom_class = static_cast<Class>(row.oid());
    catalog.dependencies.push_back({{static_cast<Class>(who_class), who}, {whom_class, row.oid()}});
  }
}

void read_comments(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("comments")) {
    const auto object_class = static_cast<Class>(row.oid());
    const ObjectId object{object_class, row.oid()};
    const auto column = static_cast<int>(row.number());
    catalog.comments.emplace(std::pair(object, column), row.string());
  }
}

void read_names(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("names")) {
    const bool is_class = row.text() == "opclass";
    const Oid oid = row.oid();
    std::string name = row.string();
    if (!is_class) {
      catalog.collations.emplace(oid, std::move(name));
      continue;
    }
    const Oid method = row.oid();
    catalog.operator_classes.emplace(oid, OperatorClass{std::move(name), method, row.oid()});
  }
}

void read_types(const Questions& questions, Catalog& catalog) {
  for (Fields row : questions.ask("types")) {
    Type type{.oid = row.oid()};
    type.schema = row.oid();
    const bool is_system = row.flag();
    type.name.schema = row.string();
    type.name.name = row.string();
    type.kind = row.letter();
    type.words = row.string();
    type.array = row.oid();
    type.element = row.oid();
    type.relation = row.oid();
    type.collation = row.oid();
    type.storage = row.letter();
    type.subtype = row.oid();
    type.base = row.oid();
    type.base_words = row.string();
    type.not_null = row.flag();
    type.default_sql = row.string();
    type.labels = row.strings();
    type.is_ours = !is_system && !catalog.is_extension_member(Class::kType, type.oid);
    catalog.types.add(std::move(type));
  }
  catalog.types.name_arrays();
}

}  // namespace sqlx::introspect::postgres
