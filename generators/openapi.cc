#include "generators/openapi.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "generators/escape.h"
#include "generators/generator.h"
#include "generators/openapi_functions.h"
#include "generators/openapi_text.h"
#include "generators/openapi_views.h"
#include "generators/validation/column_rules.h"
#include "generators/validation/json_schema.h"
#include "ir/naming.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "openapi";

// -------------------------------------------------------------------------------------------- rows

// A relation by the name that requests have for it.
struct Way {
  std::string name;
  ir::TableId to{};
  bool many = false;
  bool embeds = false;               // its name is that of the other table, and no column's
  std::vector<std::string> columns;  // of the row itself, that point there
};

// Of a table to itself, what it points to is called by its column; by the table's name, what points
// to it.
bool is_own_loop(const ir::Relation& relation) {
  return relation.from == relation.to && relation.kind == ir::RelationKind::kBelongsTo;
}

// By the other table's name, where that leaves no doubt, or else by the column of its own that
// points there.
std::vector<Way> ways_from(const Application& application, ir::TableId id) {
  const ir::Table& table = application.catalog.table(id);
  const auto name_of = [&](const ir::Relation& relation) -> const std::string& {
    return application.catalog.table(relation.to).name.name;
  };
  std::map<std::string_view, int> count;
  for (const ir::Relation& relation : application.relations.of(id))
    count[name_of(relation)] += is_own_loop(relation) ? 0 : 1;
  std::vector<Way> ways;
  for (const ir::Relation& relation : application.relations.of(id)) {
    const std::string& name = name_of(relation);
    const std::vector<std::string>& columns = application.catalog.foreign_key(relation.key).columns;
    if (count[name] == 1 && !is_own_loop(relation)) {
      const bool is_own = relation.kind == ir::RelationKind::kBelongsTo;
      ways.push_back({name, relation.to, ir::is_many(relation.kind),
                      ir::find_column(table, name) == nullptr,
                      is_own ? columns : std::vector<std::string>()});
    } else if (relation.kind == ir::RelationKind::kBelongsTo && columns.size() == 1) {
      ways.push_back({columns.front(), relation.to, false, false, columns});
    }
  }
  const auto same_name = [](const Way& a, const Way& b) { return a.name == b.name; };
  std::stable_sort(ways.begin(), ways.end(),
                   [](const Way& a, const Way& b) { return a.name < b.name; });
  ways.erase(std::unique(ways.begin(), ways.end(), same_name), ways.end());
  return ways;
}

// What `select` may embed, called as it is where the request does not say otherwise.
void add_embedded(const Application& application, ir::TableId id,
                  std::vector<OpenApiProperty>& properties) {
  for (const Way& way : ways_from(application, id)) {
    if (!way.embeds) continue;
    const std::string row = schema_reference(application.names_of(way.to).model);
    const std::string schema =
        way.many ? fmt::format(R"({{ "type": "array", "items": {} }})", row)
                 : fmt::format(R"({{ "anyOf": [{}, {{ "type": "null" }}] }})", row);
    properties.push_back({json_string(way.name), schema});
  }
}

// What may be written with a row: the rows that hang on it. Gives the columns that are told by
// them, so that they need not be given. `nested` gets the tables of those rows.
std::set<std::string> add_nested(const Application& application, ir::TableId id,
                                 std::vector<OpenApiProperty>& properties,
                                 std::set<ir::TableId>& nested) {
  std::set<std::string> told;
  for (const Way& way : ways_from(application, id)) {
    if (!way.embeds || ir::is_view(application.catalog.table(way.to))) continue;
    const std::string row = schema_reference(application.names_of(way.to).model + ".nested");
    properties.push_back(
        {json_string(way.name),
         way.many
             ? fmt::format(R"({{ "anyOf": [{}, {{ "type": "array", "items": {} }}] }})", row, row)
             : row});
    told.insert(way.columns.begin(), way.columns.end());
    nested.insert(way.to);
  }
  return told;
}

std::string description_of(const ir::Table& table, const std::vector<ModelCheck>& checks) {
  std::vector<std::string> told;
  if (!table.comment.empty()) told.push_back(markdown_prose(table.comment));
  for (const ModelCheck& check : checks) {
    if (check.code.fields.size() != 1) told.push_back(markdown_code(check.sql));
  }
  return told.empty() ? "" : json_string(fmt::format("{}", fmt::join(told, "\n")));
}

OpenApiRow row_of(const Application& application, ir::TableId id,
                  const std::vector<ModelCheck>& checks, std::set<ir::TableId>& nested) {
  const ir::Table& table = application.catalog.table(id);
  const ir::TableNames& names = application.names_of(id);
  std::vector<OpenApiProperty> hanging;
  OpenApiRow row{.model = names.model,
                 .description = description_of(table, checks),
                 .required = {},
                 .writable = !ir::is_view(table),
                 .answered = {},
                 .given = {}};
  const std::set<std::string> told =
      row.writable ? add_nested(application, id, hanging, nested) : std::set<std::string>();
  std::vector<std::string> required;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const ir::Column& column = table.columns[i];
    const ColumnRules rules = rules_of(column, application.database);
    const std::string key = json_string(column.name);
    row.answered.push_back({key, property_schema(column, names.fields[i], rules.nullable, {},
                                                 application, JsonOf::kAnswer)});
    if (rules.is_generated) continue;
    row.given.push_back({key, property_schema(column, names.fields[i], rules.takes_null(), checks,
                                              application, JsonOf::kRequest)});
    if (rules.must_be_given() && !told.contains(column.name)) required.push_back(key);
  }
  row.given.insert(row.given.end(), hanging.begin(), hanging.end());
  add_embedded(application, id, row.answered);
  row.required = fmt::format("[{}]", fmt::join(required, ", "));
  return row;
}

// ------------------------------------------------------------------------------------------- paths

using SameName = std::vector<ir::TableId>;               // that of the default schema first
using ModelOfPath = std::map<ir::TableId, std::string>;  // of each table, OpenApiPath::id

std::vector<SameName> by_name(const Application& application) {
  std::map<std::string_view, SameName> found;
  for (const ir::TableId id : application.models)
    found[application.catalog.table(id).name.name].push_back(id);
  std::vector<SameName> groups;
  for (auto& [name, tables] : found) {
    std::stable_partition(tables.begin(), tables.end(), [&](ir::TableId id) {
      return ir::in_default_schema(application.database, application.catalog.table(id).name);
    });
    groups.push_back(std::move(tables));
  }
  return groups;
}

std::vector<std::string> schemas_of(const Application& application, const SameName& tables) {
  std::vector<std::string> schemas;
  for (const ir::TableId id : tables) schemas.push_back(application.catalog.table(id).name.schema);
  return schemas;
}

// "#/components/schemas/Order.new", or any of several.
std::string schema_of(const Application& application, const SameName& tables,
                      std::string_view part) {
  std::vector<std::string> references;
  for (const ir::TableId id : tables) {
    if (part.empty() || !ir::is_view(application.catalog.table(id)))
      references.push_back(schema_reference(application.names_of(id).model + std::string(part)));
  }
  return any_of(references);
}

// Parameters that many operations refer to, by their keys.
struct Shared {
  std::map<std::string, std::string> filters;  // names in queries
  SchemaHeaders headers;
};

bool has_text(const ir::Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const ir::Column& column) {
    return column.type.kind == ir::TypeKind::kText || column.type.kind == ir::TypeKind::kChar;
  });
}

// What is found by one row's key: the row, and what hangs on it. Tables of one name may have keys
// of different kinds, but each is one segment.
void add_keyed(const Application& application, const SameName& tables, const ModelOfPath& models,
               OpenApiPath& path) {
  std::map<std::string, OpenApiWay> ways;
  for (const ir::TableId id : tables) {
    const ir::Table& table = application.catalog.table(id);
    if (!table.primary_key) continue;
    std::vector<std::string> columns;
    for (const ir::KeyPart& part : table.primary_key->columns)
      columns.push_back(markdown_code(part.column));
    if (path.key.empty())
      path.key = json_string(
          fmt::format("By {}, with commas between the parts of a key", fmt::join(columns, ", ")));
    for (const Way& way : ways_from(application, id))
      ways.emplace(way.name, OpenApiWay{json_inside(url_segment(way.name)), component_key(way.name),
                                        models.at(way.to)});
  }
  for (auto& [name, way] : ways) path.ways.push_back(std::move(way));
}

OpenApiPath path_of(const Application& application, const SameName& tables,
                    const ModelOfPath& models, Shared& shared) {
  const std::string& name = application.catalog.table(tables.front()).name.name;
  OpenApiPath path{.path = json_inside("/" + url_segment(name)),
                   .id = application.names_of(tables.front()).model,
                   .shown = json_inside(name)};
  std::vector<std::string> tags;
  std::set<std::string> references;
  for (const ir::TableId id : tables) {
    const ir::Table& table = application.catalog.table(id);
    tags.push_back(json_string(tag_of(application, table.name)));
    path.writable |= !ir::is_view(table);
    path.searchable |= has_text(table);
    for (const ir::Column& column : table.columns) {
      const std::string key = "filter." + component_key(column.name);
      shared.filters.emplace(key, filter_name(column.name));
      if (references.insert(key).second) path.filters.push_back(parameter_reference(key));
    }
  }
  add_keyed(application, tables, models, path);
  path.tags = fmt::format("[{}]", fmt::join(tags, ", "));
  path.row = schema_of(application, tables, "");
  path.new_row = schema_of(application, tables, ".new");
  path.changes = schema_of(application, tables, ".changes");
  path.read_schema =
      schema_header(application, "Accept-Profile", schemas_of(application, tables), shared.headers);
  path.write_schema = schema_header(application, "Content-Profile", schemas_of(application, tables),
                                    shared.headers);
  return path;
}

OpenApiTag tag_view(const Application& application, ir::TableId id) {
  const ir::Table& table = application.catalog.table(id);
  const std::string name = tag_of(application, table.name);
  return {json_string(name),
          json_string(table.comment.empty() ? fmt::format("Rows of {}", markdown_code(name))
                                            : markdown_prose(table.comment))};
}

OpenApiView view_of(const Application& application, const CheckCompiler& compiler) {
  OpenApiView view{.title = json_string(application.settings.name)};
  std::set<ir::TableId> nested;
  for (const ir::TableId id : application.models) {
    const bool is_view = ir::is_view(application.catalog.table(id));
    view.tags.push_back(tag_view(application, id));
    view.rows.push_back(row_of(
        application, id, is_view ? std::vector<ModelCheck>() : compiler.checks_of(id), nested));
  }
  for (std::size_t i = 0; i < view.rows.size(); ++i)
    view.rows[i].is_nested = nested.contains(application.models[i]);
  const std::vector<SameName> groups = by_name(application);
  ModelOfPath models;
  for (const SameName& tables : groups) {
    for (const ir::TableId id : tables) models[id] = application.names_of(tables.front()).model;
  }
  Shared shared;
  for (const SameName& tables : groups)
    view.paths.push_back(path_of(application, tables, models, shared));
  view.functions = openapi_functions(application, shared.headers);
  for (const auto& [key, name] : shared.filters)
    view.filters.push_back({json_string(key), json_string(name)});
  for (const auto& [key, parameter] : shared.headers)
    view.headers.push_back({json_string(key), parameter});
  if (!view.functions.empty()) view.tags.push_back({R"("/rpc")", R"("Functions of the database")"});
  return view;
}

}  // namespace

void generate_openapi(const Application& application, const Templates& templates, FileSet& files,
                      Diagnostics& diagnostics) {
  const auto compiler = CheckCompiler::make(application, diagnostics);
  if (!compiler) return;
  add_rendered(files, "api/rest/openapi.json", templates, "docs/openapi.json",
               view_of(application, *compiler), {.text = {}, .maker = kMaker}, diagnostics);
}

}  // namespace sqlx::generators
