#include "introspect/introspect.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "ir/filter.h"

namespace sqlx::introspect {
namespace {

const Engine* load_engine(const wirepacks::WirePack& pack, const std::string& folder,
                          Diagnostics& diagnostics) {
  const std::string path = fmt::format("{}/engine-{}.so", folder, pack.connection.driver);
  void* library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void* symbol = library == nullptr ? nullptr : dlsym(library, kEngineSymbol);
  if (symbol == nullptr) {
    const char* reason = dlerror();
    diagnostics.add(Code::kDriverMissing,
                    fmt::format("the {} driver could not be loaded", pack.title), {},
                    reason == nullptr ? path : reason);
    return nullptr;
  }
  return reinterpret_cast<EngineFunction>(symbol)();
}

std::vector<std::string> schema_names(const ir::Database& database) {
  std::vector<std::string> names;
  for (const ir::Namespace& schema : database.schemas) names.push_back(schema.name);
  return names;
}

void report_no_tables(const ir::Database& database, const DatabaseUrl& url,
                      Diagnostics& diagnostics) {
  const std::vector<std::string> schemas = schema_names(database);
  const std::string looked_at =
      schemas.empty() ? std::string() : fmt::format(" in the schemas {}", enumerate(schemas));
  diagnostics.add(Code::kNoTables, fmt::format("there is no table or view{}", looked_at),
                  Span{url.display, 0, 0},
                  "is this the right database? --schema NAME looks into another schema");
}

// One note for each kind, so that a schema full of operators does not fill the screen.
void report_unsupported(const ir::Database& database, Diagnostics& diagnostics) {
  const auto& items = database.unsupported;
  for (std::size_t i = 0; i < items.size();) {
    const std::string& kind = items[i].kind;
    std::vector<std::string> names;
    for (; i < items.size() && items[i].kind == kind; ++i) {
      names.push_back(to_string(SchemaPath{{items[i].name.schema, items[i].name.name}}));
    }
    diagnostics.add(Code::kUnsupportedFact, fmt::format("kept in the database's words only: {} {}",
                                                        kind, enumerate(names)));
  }
}

}  // namespace

bool keep_wanted(ir::Database& database, const Options& options, Diagnostics& diagnostics) {
  ir::filter_tables(database, options.include, options.exclude);
  if (!database.tables.empty() || options.may_be_empty) return true;
  diagnostics.add(Code::kFilterMatchesNothing,
                  "the schemas, --include and --exclude that were asked for leave no table", {},
                  "patterns are compared with `schema.table`; without them, everything is read");
  return false;
}

bool has_driver(const wirepacks::WirePack& pack, const std::string& folder,
                Diagnostics& diagnostics) {
  return load_engine(pack, folder, diagnostics) != nullptr;
}

std::optional<Examination> examine_server(const DatabaseUrl& url, const wirepacks::WirePack& pack,
                                          const Options& options,
                                          std::span<const std::string> probes,
                                          Diagnostics& diagnostics) {
  const Engine* engine = load_engine(pack, options.driver_folder, diagnostics);
  if (engine == nullptr) return std::nullopt;
  const Request request{.url = url, .pack = pack, .schemas = {}, .timeout = options.timeout};
  return engine->examine(request, probes, diagnostics);
}

std::optional<std::string> fingerprint_of(const DatabaseUrl& url, const wirepacks::WirePack& pack,
                                          const Options& options, Diagnostics& diagnostics) {
  const Engine* engine = load_engine(pack, options.driver_folder, diagnostics);
  if (engine == nullptr) return std::nullopt;
  const Request request{
      .url = url, .pack = pack, .schemas = options.schemas, .timeout = options.timeout};
  return engine->fingerprint(request, diagnostics);
}

std::unique_ptr<Consultation> consult_database(const DatabaseUrl& url,
                                               const wirepacks::WirePack& pack,
                                               const Options& options, Diagnostics& diagnostics) {
  const Engine* engine = load_engine(pack, options.driver_folder, diagnostics);
  if (engine == nullptr) return nullptr;
  const Request request{
      .url = url, .pack = pack, .schemas = options.schemas, .timeout = options.timeout};
  return engine->consult(request, diagnostics);
}

std::unique_ptr<Sandbox> open_sandbox(const wirepacks::WirePack& pack,
                                      const std::string& driver_folder, Diagnostics& diagnostics) {
  if (pack.connection.driver.empty()) return nullptr;
  const Engine* engine = load_engine(pack, driver_folder, diagnostics);
  return engine == nullptr || engine->open_sandbox == nullptr ? nullptr : engine->open_sandbox();
}

std::optional<Reading> read_database(const DatabaseUrl& url, const wirepacks::WirePack& pack,
                                     const Options& options, Progress& progress,
                                     Diagnostics& diagnostics) {
  const Engine* engine = load_engine(pack, options.driver_folder, diagnostics);
  if (engine == nullptr) return std::nullopt;
  const Request request{
      .url = url, .pack = pack, .schemas = options.schemas, .timeout = options.timeout};
  std::optional<Reading> reading = engine->read(request, progress, diagnostics);
  if (!reading || diagnostics.has_errors()) return std::nullopt;
  ir::Database& database = reading->database;
  if (database.tables.empty() && !options.may_be_empty) {
    report_no_tables(database, url, diagnostics);
    return std::nullopt;
  }
  if (!keep_wanted(database, options, diagnostics)) return std::nullopt;
  ir::normalise(database);
  report_unsupported(database, diagnostics);
  return reading;
}

}  // namespace sqlx::introspect
