#include "generators/generator.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "generators/app_tests.h"
#include "generators/docs.h"
#include "generators/graphql.h"
#include "generators/openapi.h"
#include "generators/orm.h"
#include "generators/project.h"
#include "generators/rest.h"
#include "generators/server.h"
#include "generators/validation.h"

namespace sqlx::generators {
namespace {

constexpr Generator kGenerators[] = {
    {"project", "package.json, tsconfig.json and what else a project of TypeScript needs",
     generate_project},
    {"orm", "the typed models, and what runs their queries", generate_orm},
    {"validation", "validators of rows, from types, lengths, labels and CHECK constraints",
     generate_validation},
    {"rest", "the REST API: PostgREST's query language over every table, view and function",
     generate_rest},
    {"graphql", "the GraphQL API: its schema, and what compiles its documents to SQL",
     generate_graphql},
    {"server",
     "the HTTP server and what its APIs share: configuration, authentication, access, limits, "
     "metrics",
     generate_server},
    {"tests", "factories of rows and a suite for every model, against a database of its own",
     generate_tests},
    {"openapi", "the REST API's description for programs, in OpenAPI 3.1", generate_openapi},
    {"docs", "documentation of the schema, as pages and as Markdown", generate_docs},
};

// The names of files right in this folder of templates.
void add_names(std::set<std::string>& names, const std::string& folder,
               const Templates& templates) {
  for (const std::string& path : templates.texts_in(folder)) {
    if (path.find('/', folder.size()) == std::string::npos)
      names.insert(path.substr(folder.size()));
  }
}

}  // namespace

std::span<const Generator> generators() { return kGenerators; }

void add_copy(FileSet& files, std::string path, const Templates& templates, std::string_view name,
              File file, Diagnostics& diagnostics) {
  file.text = templates.text(name, diagnostics);
  files.add(std::move(path), std::move(file), diagnostics);
}

void add_copies(FileSet& files, std::string_view from, std::string_view to,
                const Templates& templates, std::string_view maker, Diagnostics& diagnostics) {
  for (const std::string& name : templates.texts_in(from)) {
    add_copy(files, std::string(to) + name.substr(from.size()), templates, name, {.maker = maker},
             diagnostics);
  }
}

void add_engine_files(FileSet& files, std::string_view to, const wirepacks::WirePack& pack,
                      const Templates& templates, std::string_view maker,
                      Diagnostics& diagnostics) {
  std::set<std::string> names;
  add_names(names, fmt::format("{}/", maker), templates);
  for (const std::string& engine : {pack.family, pack.name}) {
    add_names(names, fmt::format("{}/{}/", maker, engine), templates);
  }
  for (const std::string& name : names) {
    add_copy(files, std::string(to) + name, templates, templates.of_engine(maker, name, pack),
             {.maker = maker}, diagnostics);
  }
}

}  // namespace sqlx::generators
