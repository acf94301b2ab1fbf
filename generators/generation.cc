#include "generators/generation.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "generators/domains.h"
#include "generators/generator.h"
#include "generators/project.h"

namespace sqlx::generators {
namespace {

std::vector<std::string> generator_names() {
  std::vector<std::string> names;
  for (const Generator& each : generators()) names.emplace_back(each.name);
  return names;
}

bool all_known(std::span<const std::string> only, Diagnostics& diagnostics) {
  const std::vector<std::string> known = generator_names();
  for (const std::string& name : only) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string hint = did_you_mean(name, known);
    if (hint.empty()) hint = fmt::format("the generators are {}", enumerate(known, known.size()));
    diagnostics.add(Code::kUnknownGenerator,
                    fmt::format("there is no generator `{}`", printable(name)), {},
                    std::move(hint));
  }
  return !diagnostics.has_errors();
}

bool is_wanted(std::span<const std::string> only, std::string_view name) {
  return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
}

std::vector<ir::TableId> models_of(const ir::Catalog& catalog, Diagnostics& diagnostics) {
  std::vector<ir::TableId> models;
  for (const ir::TableId id : catalog.table_ids()) {
    const ir::Table& table = catalog.table(id);
    if (!table.columns.empty()) {
      models.push_back(id);
      continue;
    }
    diagnostics.add(Code::kNoColumns, fmt::format("`{}` has no columns, so it gets no model",
                                                  printable(table.name.name)));
  }
  return models;
}

}  // namespace

Generation generate(const GenerationInput& input, const Templates& templates,
                    std::span<const std::string> only, Diagnostics& diagnostics) {
  Generation result;
  if (!all_known(only, diagnostics)) return result;
  if (!has_project(input.pack, templates)) {
    diagnostics.add(Code::kNoApplication,
                    fmt::format("no application can be generated for {} yet", input.pack.title));
    return result;
  }
  const std::optional<ir::Database> told = with_nulls_of_domains(input.database);
  const ir::Database& database = told ? *told : input.database;
  const ir::Catalog catalog(database);
  const ir::Relations relations(catalog);
  const ir::Names names =
      ir::assign_names(catalog, relations, input.names, input.lock, diagnostics);
  const std::vector<ir::TableId> models = models_of(catalog, diagnostics);
  const Application application{database, catalog,    relations,     names,
                                models,   input.pack, input.settings};
  for (const Generator& each : generators()) {
    if (is_wanted(only, each.name)) each.run(application, templates, result.files, diagnostics);
  }
  result.lock = ir::lock_of(catalog, relations, names);
  return result;
}

}  // namespace sqlx::generators
