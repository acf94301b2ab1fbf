// sqlx introspect: the schema of a database, or of a snapshot, in one of several forms.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <string>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/schema_formats.h"
#include "cli/schema_source.h"
#include "cli/variables.h"

namespace sqlx::cli {
namespace {

struct IntrospectOptions {
  SchemaSource source;
  std::string out;
  std::string format = "json";
};

void introspect_schema(const IntrospectOptions& options, Run& run) {
  Variables variables(run.environment, run.diagnostics);
  const std::optional<Config> config =
      load_config(run.environment, variables.lookup(), run.diagnostics);
  if (!config) return;
  const std::optional<ir::Database> database = read_schema(options.source, *config, variables, run);
  if (!database) return;
  const Subject subject{.database = *database, .config = *config, .environment = run.environment};
  const std::string result = print_schema(options.format, subject, run.diagnostics);
  if (!run.diagnostics.has_errors()) deliver(result, options.out, run.diagnostics);
}

}  // namespace

void add_introspect(CLI::App& app, Run& run) {
  auto options = std::make_shared<IntrospectOptions>();
  CLI::App* command = app.add_subcommand("introspect", "Print the schema of a database");
  add_schema_options(*command, options->source);
  command->add_option("--out", options->out, "Write to this file instead of standard output");
  CLI::Option* format =
      command->add_option("--format", options->format, join(schema_formats(), ", "))
          ->check(CLI::IsMember(schema_formats()));
  command->callback([options, &run, format] {
    run.json_requested = format->count() > 0 && options->format == "json";
    run.command = [options, &run] { introspect_schema(*options, run); };
  });
}

}  // namespace sqlx::cli
