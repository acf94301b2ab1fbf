// sqlx introspect: the schema of a database, or of a snapshot, in one of several forms.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic_json.h"
#include "base/document.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/config.h"
#include "cli/database_choice.h"
#include "cli/duration.h"
#include "cli/progress.h"
#include "cli/variables.h"
#include "introspect/introspect.h"
#include "ir/filter.h"
#include "ir/snapshot.h"
#include "sql/ddl.h"
#include "wirepacks/pack.h"

namespace sqlx::cli {
namespace {

struct IntrospectOptions {
  std::optional<std::string> database;
  std::string snapshot;
  std::string out;
  std::string format = "json";
  std::vector<std::string> schemas;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::string timeout;
};

// What the command line says comes before what sqlx.yaml says.
introspect::Options wanted_options(const IntrospectOptions& options, const Config& config, const Run& run) {
  const auto first = [](const std::vector<std::string>& said, const std::vector<std::string>& configured) {
    return said.empty() ? configured : said;
  };
  introspect::Options wanted{.schemas = first(options.schemas, config.schemas),
                             .include = first(options.include, config.include),
                             .exclude = first(options.exclude, config.exclude),
                             .driver_folder = run.context.driver_folder};
  const auto timeout = options.timeout.empty() ? config.timeout : parse_duration(options.timeout);
  if (timeout) wanted.timeout = *timeout;
  return wanted;
}

const wirepacks::WirePack* find_pack(std::span<const wirepacks::WirePack> packs, std::string_view name) {
  const auto found = std::find_if(packs.begin(), packs.end(),
                                  [&](const wirepacks::WirePack& pack) { return pack.name == name; });
  return found == packs.end() ? nullptr : &*found;
}

std::optional<ir::Database> from_snapshot(const IntrospectOptions& options, const introspect::Options& wanted, Run& run) {
  const std::optional<Source> source = read_file(options.snapshot, run.diagnostics);
  if (!source) return std::nullopt;
  std::optional<ir::Database> database = ir::read_snapshot(*source, run.diagnostics);
  if (database) ir::filter_tables(*database, wanted.include, wanted.exclude);
  return database;
}

std::optional<ir::Database> from_server(const DatabaseChoice& choice, const introspect::Options& wanted, Run& run) {
  const std::vector<wirepacks::WirePack> packs = wirepacks::embedded_packs(run.diagnostics);
  const auto url = introspect::parse_url(choice.url, choice.origin, packs, run.diagnostics);
  if (!url) return std::nullopt;
  run.context.tell_details(fmt::format("reading {} ({})", printable(url->display->text), choice.origin));
  const auto begin = std::chrono::steady_clock::now();
  ProgressLine progress(run.context);
  auto reading =
      introspect::read_database(*url, *find_pack(packs, url->pack), wanted, progress, run.diagnostics);
  if (!reading) return std::nullopt;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  run.context.tell_details(fmt::format("asked {} questions in {:.3f} s", reading->round_trips, elapsed.count()));
  return std::move(reading->database);
}

// The snapshot with what there was to say about it. Notes are left out: they only repeat the document's own `unsupported`.
void write_document(DocumentWriter& writer, const ir::Database& database, const Diagnostics& diagnostics) {
  writer.begin_object();
  ir::write_snapshot_members(writer, database);
  std::vector<Diagnostic> told;
  for (const Diagnostic& item : diagnostics.items()) {
    if (item.severity != Severity::kNote) told.push_back(item);
  }
  if (!told.empty()) write_diagnostics_member(writer, told);
  writer.end_object();
}

std::string as_json(const ir::Database& database, Diagnostics& diagnostics) {
  std::string out;
  JsonWriter writer(out);
  write_document(writer, database, diagnostics);
  return out + '\n';
}

std::string as_yaml(const ir::Database& database, Diagnostics& diagnostics) {
  std::string out;
  YamlWriter writer(out);
  write_document(writer, database, diagnostics);
  return out + '\n';
}

std::string as_ddl(const ir::Database& database, Diagnostics& diagnostics) {
  const auto pack = wirepacks::embedded_pack(database.engine, diagnostics);
  if (pack) return sql::ddl(database, *pack, diagnostics);
  diagnostics.add(Code::kSnapshotShape, fmt::format("`engine` names `{}`, and there is no wire pack of that name", database.engine));
  return {};
}

struct Format {
  std::string_view name;
  std::string (*render)(const ir::Database&, Diagnostics&);
};

constexpr Format kFormats[] = {{"json", as_json}, {"yaml", as_yaml}, {"ddl", as_ddl}};

std::optional<ir::Database> read_schema(const IntrospectOptions& options, Run& run) {
  Variables variables(run.environment, run.diagnostics);
  const std::optional<Config> config = load_config(run.environment, variables.lookup(), run.diagnostics);
  if (!config) return std::nullopt;
  const introspect::Options wanted = wanted_options(options, *config, run);
  if (!options.snapshot.empty()) return from_snapshot(options, wanted, run);
  const auto choice = choose_database(options.database, *config, variables, run.diagnostics);
  return choice ? from_server(*choice, wanted, run) : std::nullopt;
}

void introspect_database(const IntrospectOptions& options, Run& run) {
  const std::optional<ir::Database> database = read_schema(options, run);
  if (!database) return;
  const auto* const format = std::find_if(std::begin(kFormats), std::end(kFormats),
                                          [&](const Format& row) { return row.name == options.format; });
  const std::string result = format->render(*database, run.diagnostics);
  if (!run.diagnostics.has_errors()) deliver(result, options.out, run.diagnostics);
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

}  // namespace

void add_introspect(CLI::App& app, Run& run) {
  auto options = std::make_shared<IntrospectOptions>();
  CLI::App* command = app.add_subcommand("introspect", "Print the schema of a database");
  CLI::Option* database = command->add_option("--database", options->database, "URL of the database");
  command->add_option("--snapshot", options->snapshot, "Read this snapshot instead of a database")->excludes(database);
  command->add_option("--out", options->out, "Write to this file instead of standard output");
  CLI::Option* format =
      command->add_option("--format", options->format, fmt::format("{}", fmt::join(format_names(), ", ")))
          ->check(CLI::IsMember(format_names()));
  command->add_option("--schema", options->schemas, "Only these schemas (may be repeated)");
  command->add_option("--include", options->include, "Only tables that match: globs on schema.table");
  command->add_option("--exclude", options->exclude, "No tables that match: globs on schema.table");
  command->add_option("--timeout", options->timeout, "How long to wait for the server, each time: 10, 10s, 500ms")
      ->check([](const std::string& text) {
        return parse_duration(text) ? std::string() : "write seconds, or a duration such as `10s` or `500ms`, up to a day";
      });
  command->callback([options, &run, format] {
    run.json_requested = format->count() > 0 && options->format == "json";
    run.command = [options, &run] { introspect_database(*options, run); };
  });
}

}  // namespace sqlx::cli
