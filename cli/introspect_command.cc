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
#include "cli/commands.h"
#include "cli/progress.h"
#include "introspect/introspect.h"
#include "ir/filter.h"
#include "ir/snapshot.h"
#include "wirepacks/pack.h"

namespace sqlx::cli {
namespace {

struct IntrospectOptions {
  std::string database;
  std::string snapshot;
  std::string out;
  std::string format = "json";
  std::vector<std::string> schemas;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  double timeout_seconds = 10;
};

std::chrono::milliseconds to_timeout(double seconds) {
  return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

const wirepacks::WirePack* find_pack(std::span<const wirepacks::WirePack> packs, std::string_view name) {
  const auto found = std::find_if(packs.begin(), packs.end(),
                                  [&](const wirepacks::WirePack& pack) { return pack.name == name; });
  return found == packs.end() ? nullptr : &*found;
}

std::optional<ir::Database> from_snapshot(const IntrospectOptions& options, Run& run) {
  const std::optional<Source> source = read_file(options.snapshot, run.diagnostics);
  if (!source) return std::nullopt;
  std::optional<ir::Database> database = ir::read_snapshot(*source, run.diagnostics);
  if (database) ir::filter_tables(*database, options.include, options.exclude);
  return database;
}

std::optional<ir::Database> from_server(const IntrospectOptions& options, Run& run) {
  const std::vector<wirepacks::WirePack> packs = wirepacks::embedded_packs(run.diagnostics);
  const auto url = introspect::parse_url(options.database, "--database", packs, run.diagnostics);
  if (!url) return std::nullopt;
  const introspect::Options wanted{.schemas = options.schemas,
                                   .include = options.include,
                                   .exclude = options.exclude,
                                   .timeout = to_timeout(options.timeout_seconds),
                                   .driver_folder = run.context.driver_folder};
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

struct Format {
  std::string_view name;
  std::string (*render)(const ir::Database&, Diagnostics&);
};

constexpr Format kFormats[] = {{"json", as_json}, {"yaml", as_yaml}};

void introspect_database(const IntrospectOptions& options, Run& run) {
  const std::optional<ir::Database> database =
      options.snapshot.empty() ? from_server(options, run) : from_snapshot(options, run);
  if (!database) return;
  const auto* const format = std::find_if(std::begin(kFormats), std::end(kFormats),
                                          [&](const Format& row) { return row.name == options.format; });
  deliver(format->render(*database, run.diagnostics), options.out, run.diagnostics);
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
  command->add_option("--timeout", options->timeout_seconds, "Seconds to wait for the server, each time")
      ->check(CLI::Range(0.001, 86400.0));
  command->callback([options, &run, format] {
    run.json_requested = format->count() > 0 && options->format == "json";
    run.command = [options, &run] { introspect_database(*options, run); };
  });
}

}  // namespace sqlx::cli
