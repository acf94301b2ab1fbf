#include "generators/graphql_changes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "generators/generator.h"
#include "generators/orm_names.h"
#include "sql/dialect_words.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kMaker = "graphql";
constexpr std::string_view kFile = "changes.sql";

struct TriggerView {
  std::string table;
  std::string function;
  std::string arguments;  // strings: schema, name, the columns of the key

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("table", table);
    fn("function", function);
    fn("arguments", arguments);
  }
};

struct TriggersView {
  std::string function;
  std::vector<TriggerView> tables;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("function", function);
    fn("tables", tables);
  }
};

// The primary key, or else the first that no row lacks: as orm/runtime/keys.ts chooses.
std::optional<ModelKey> sure_key(const ir::Table& table) {
  const std::vector<ModelKey> keys = keys_of(table);
  const auto is_sure = [&](const ModelKey& key) {
    return key.primary ||
           std::none_of(key.columns.begin(), key.columns.end(),
                        [&](std::size_t column) { return table.columns[column].nullable; });
  };
  const auto primary =
      std::find_if(keys.begin(), keys.end(), [](const ModelKey& key) { return key.primary; });
  const auto found =
      primary != keys.end() ? primary : std::find_if(keys.begin(), keys.end(), is_sure);
  return found == keys.end() ? std::nullopt : std::optional(*found);
}

TriggersView triggers_of(const Application& application) {
  const sql::DialectWords words(application.pack.lexical);
  TriggersView view{.function = words.name(
                        ir::ObjectName{application.database.default_schema, "sqlx_tell_change"}),
                    .tables = {}};
  for (const ir::TableId id : application.models) {
    const ir::Table& table = application.catalog.table(id);
    const std::optional<ModelKey> key = ir::is_view(table) ? std::nullopt : sure_key(table);
    if (!key) continue;
    std::string arguments = words.string(table.name.schema) + ", " + words.string(table.name.name);
    for (const std::size_t column : key->columns)
      arguments += ", " + words.string(table.columns[column].name);
    view.tables.push_back({words.name(table.name), view.function, std::move(arguments)});
  }
  return view;
}

}  // namespace

void generate_graphql_changes(const Application& application, const Templates& templates,
                              FileSet& files, Diagnostics& diagnostics) {
  const std::string name = templates.of_engine(kMaker, kFile, application.pack);
  if (std::count(name.begin(), name.end(), '/') < 2)
    return;  // no engine's own: it has no way to tell
  add_rendered(files, "api/graphql/changes.sql", templates, name, triggers_of(application),
               {.text = {}, .maker = kMaker}, diagnostics);
}

}  // namespace sqlx::generators
