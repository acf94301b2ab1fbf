// Where a command gets its schema from: a live database, which the command line, the environment,
// `.env` or sqlx.yaml names, a snapshot, or a file of DDL.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/config.h"
#include "cli/variables.h"
#include "introspect/introspect.h"
#include "ir/schema.h"

namespace CLI {
class App;
}

namespace sqlx::cli {

struct SchemaSource {
  std::optional<std::string> database;
  std::string database_option = "--database";  // which option named it, for messages
  std::string snapshot;
  std::string ddl;      // a file of DDL,
  std::string dialect;  // and whose
  std::vector<std::string> schemas;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::string timeout;
  bool may_be_empty = false;  // that there is no table is no mistake
};

// The options --database, --snapshot, --ddl, --dialect, --schema, --include, --exclude and
// --timeout.
void add_schema_options(CLI::App& command, SchemaSource& source);
void add_timeout_option(CLI::App& command, SchemaSource& source);  // the last of them by itself

// The schema, checked and with what was asked for; nothing, and errors in `run`, if there is none.
// What the command line says comes before what `config` says.
[[nodiscard]] std::optional<ir::Database> read_schema(const SchemaSource& source,
                                                      const Config& config, Variables& variables,
                                                      Run& run);

// An open connection to the live database that would be read, and what it refers to.
struct LiveDatabase {
  std::vector<wirepacks::WirePack> packs;
  introspect::DatabaseUrl url;
  std::unique_ptr<introspect::Consultation> consultation;
};

// Null, and errors in `run`, if it cannot be reached.
[[nodiscard]] std::unique_ptr<LiveDatabase> consult(const SchemaSource& source,
                                                    const Config& config, Variables& variables,
                                                    Run& run);

// Of the live database that would be read: see Engine::fingerprint.
[[nodiscard]] std::optional<std::string> read_fingerprint(const SchemaSource& source,
                                                          const Config& config,
                                                          Variables& variables, Run& run);

}  // namespace sqlx::cli
