#include "cli/translate_schema.h"

#include <fmt/format.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/config.h"
#include "cli/schema_source.h"
#include "cli/variables.h"
#include "sql/ddl_reader.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

bool is_url(const std::string& name) {
  const std::size_t colon = name.find(':');
  return colon != std::string::npos && colon > 1 && is_plain_word(name.substr(0, colon)) &&
         !file_exists(name);
}

// Snapshots are JSON objects; DDL begins with no brace.
bool is_snapshot(const SourceText& source) { return trim(source.text).starts_with('{'); }

// Both are of one family: a schema of MariaDB serves statements of MySQL.
void check_dialect(const ir::Database& database, const std::string& name,
                   const wirepacks::WirePack& from, const Run& run, Diagnostics& diagnostics) {
  wirepacks::Catalog catalog(run.context.pack_folder, diagnostics);
  const wirepacks::WirePack* pack = catalog.find(database.engine, diagnostics);
  if (pack == nullptr || pack->family == from.family) return;
  diagnostics.add(Code::kNotASchema,
                  fmt::format("`{}` is a schema of {}, and the statements are {}", name,
                              pack->title, from.title),
                  {}, fmt::format("say --from {}, or give a schema of {}", pack->name, from.title));
}

}  // namespace

TranslateSchemas::Read TranslateSchemas::read(const std::string& name,
                                              const wirepacks::WirePack& from) const {
  Run aside{.environment = run_.environment, .context = run_.context};
  SchemaSource source;
  if (is_url(name)) {
    source.database = name;
    source.database_option = "--schema";
  } else if (const auto file = read_file(name, aside.diagnostics); !file) {
    return {.database = {}, .diagnostics = aside.diagnostics};
  } else if (is_snapshot(**file)) {
    source.snapshot = name;
  } else {
    Read made{.database = sql::read_ddl(*file, from, aside.diagnostics), .diagnostics = {}};
    made.diagnostics = aside.diagnostics;
    return made;
  }
  Variables variables(aside.environment, aside.diagnostics);
  Read made{.database = read_schema(source, Config(), variables, aside), .diagnostics = {}};
  if (made.database) check_dialect(*made.database, name, from, aside, aside.diagnostics);
  made.diagnostics = aside.diagnostics;
  return made;
}

const ir::Database* TranslateSchemas::find(const std::string& name, const wirepacks::WirePack& from,
                                           Diagnostics& diagnostics) {
  const auto [at, is_new] = read_.try_emplace({name, from.name});
  if (is_new) at->second = read(name, from);
  const Read& found = at->second;
  if (is_new || found.diagnostics.has_errors()) diagnostics.append(found.diagnostics);
  return found.diagnostics.has_errors() || !found.database ? nullptr : &*found.database;
}

}  // namespace sqlx::cli
