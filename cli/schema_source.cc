#include "cli/schema_source.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <span>

#include "base/file.h"
#include "base/text.h"
#include "cli/database_choice.h"
#include "cli/duration.h"
#include "cli/progress.h"
#include "introspect/introspect.h"
#include "ir/check.h"
#include "ir/snapshot.h"
#include "sql/ddl_reader.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

introspect::Options wanted_options(const SchemaSource& source, const Config& config,
                                   const Run& run) {
  const auto first = [](const std::vector<std::string>& said,
                        const std::vector<std::string>& configured) {
    return said.empty() ? configured : said;
  };
  introspect::Options wanted{.schemas = first(source.schemas, config.schemas),
                             .include = first(source.include, config.include),
                             .exclude = first(source.exclude, config.exclude),
                             .may_be_empty = source.may_be_empty,
                             .driver_folder = run.context.driver_folder};
  const auto timeout = source.timeout.empty() ? config.timeout : parse_duration(source.timeout);
  if (timeout) wanted.timeout = *timeout;
  return wanted;
}

const wirepacks::WirePack* find_pack(std::span<const wirepacks::WirePack> packs,
                                     std::string_view name) {
  const auto found = std::find_if(packs.begin(), packs.end(), [&](const wirepacks::WirePack& pack) {
    return pack.name == name;
  });
  return found == packs.end() ? nullptr : &*found;
}

void keep_schemas(ir::Database& database, const std::vector<std::string>& schemas) {
  if (schemas.empty()) return;
  std::erase_if(database.tables, [&](const ir::Table& table) {
    return std::find(schemas.begin(), schemas.end(), table.name.schema) == schemas.end();
  });
}

// What is said of a schema that is there already goes for one that a file makes, too.
std::optional<ir::Database> only_wanted(std::optional<ir::Database> database,
                                        const introspect::Options& wanted, Run& run) {
  if (!database || !ir::check(*database, run.diagnostics)) return std::nullopt;
  keep_schemas(*database, wanted.schemas);
  if (!introspect::keep_wanted(*database, wanted, run.diagnostics)) return std::nullopt;
  return database;
}

std::optional<ir::Database> from_snapshot(const std::string& path,
                                          const introspect::Options& wanted, Run& run) {
  const std::optional<Source> source = read_file(path, run.diagnostics);
  if (!source) return std::nullopt;
  return only_wanted(ir::read_snapshot(*source, run.diagnostics), wanted, run);
}

std::optional<ir::Database> from_ddl(const SchemaSource& source, const introspect::Options& wanted,
                                     Run& run) {
  wirepacks::Catalog catalog(run.context.pack_folder, run.diagnostics);
  const wirepacks::WirePack* pack = catalog.find(source.dialect, run.diagnostics);
  const std::optional<Source> file =
      pack == nullptr ? std::nullopt : read_file(source.ddl, run.diagnostics);
  if (!file) return std::nullopt;
  return only_wanted(sql::read_ddl(*file, *pack, run.diagnostics), wanted, run);
}

std::optional<ir::Database> from_server(const DatabaseChoice& choice,
                                        const introspect::Options& wanted, Run& run) {
  const std::vector<wirepacks::WirePack> packs =
      wirepacks::Catalog(run.context.pack_folder, run.diagnostics).all(run.diagnostics);
  const auto url = introspect::parse_url(choice.url, choice.origin, packs, run.diagnostics);
  if (!url) return std::nullopt;
  run.context.tell_details(
      fmt::format("reading {} ({})", printable(url->display->text), choice.origin));
  const auto begin = std::chrono::steady_clock::now();
  ProgressLine progress(run.context);
  auto reading = introspect::read_database(*url, *find_pack(packs, url->pack), wanted, progress,
                                           run.diagnostics);
  if (!reading) return std::nullopt;
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  run.context.tell_details(
      fmt::format("asked {} questions in {:.3f} s", reading->round_trips, elapsed.count()));
  return std::move(reading->database);
}

}  // namespace

void add_timeout_option(CLI::App& command, SchemaSource& source) {
  command
      .add_option("--timeout", source.timeout,
                  "How long to wait for the server, each time: 10, 10s, 500ms")
      ->check([](const std::string& text) {
        return parse_duration(text)
                   ? std::string()
                   : "write seconds, or a duration such as `10s` or `500ms`, up to a day";
      });
}

void add_schema_options(CLI::App& command, SchemaSource& source) {
  CLI::Option* database = command.add_option("--database", source.database, "URL of the database");
  CLI::Option* snapshot =
      command.add_option("--snapshot", source.snapshot, "Read this snapshot instead of a database")
          ->excludes(database);
  CLI::Option* ddl = command
                         .add_option("--ddl", source.ddl,
                                     "Read this file of CREATE statements instead of a database")
                         ->excludes(database)
                         ->excludes(snapshot);
  CLI::Option* dialect =
      command.add_option("--dialect", source.dialect, "The dialect of --ddl: postgres, mysql@8.0")
          ->needs(ddl);
  ddl->needs(dialect);
  command.add_option("--schema", source.schemas, "Only these schemas (may be repeated)");
  command.add_option("--include", source.include, "Only tables that match: globs on schema.table");
  command.add_option("--exclude", source.exclude, "No tables that match: globs on schema.table");
  add_timeout_option(command, source);
}

std::optional<ir::Database> read_schema(const SchemaSource& source, const Config& config,
                                        Variables& variables, Run& run) {
  const introspect::Options wanted = wanted_options(source, config, run);
  if (!source.snapshot.empty()) return from_snapshot(source.snapshot, wanted, run);
  if (!source.ddl.empty()) return from_ddl(source, wanted, run);
  const auto choice = source.database
                          ? DatabaseChoice{*source.database, source.database_option}
                          : choose_database(std::nullopt, config, variables, run.diagnostics);
  return choice ? from_server(*choice, wanted, run) : std::nullopt;
}

std::unique_ptr<LiveDatabase> consult(const SchemaSource& source, const Config& config,
                                      Variables& variables, Run& run) {
  const auto choice = choose_database(source.database, config, variables, run.diagnostics);
  auto packs = wirepacks::Catalog(run.context.pack_folder, run.diagnostics).all(run.diagnostics);
  auto url = choice ? introspect::parse_url(choice->url, choice->origin, packs, run.diagnostics)
                    : std::nullopt;
  if (!url) return nullptr;
  auto made =
      std::make_unique<LiveDatabase>(LiveDatabase{std::move(packs), std::move(*url), nullptr});
  made->consultation =
      introspect::consult_database(made->url, *find_pack(made->packs, made->url.pack),
                                   wanted_options(source, config, run), run.diagnostics);
  return made->consultation == nullptr ? nullptr : std::move(made);
}

std::optional<std::string> read_fingerprint(const SchemaSource& source, const Config& config,
                                            Variables& variables, Run& run) {
  const auto choice = choose_database(source.database, config, variables, run.diagnostics);
  const std::vector<wirepacks::WirePack> packs =
      wirepacks::Catalog(run.context.pack_folder, run.diagnostics).all(run.diagnostics);
  const auto url = choice
                       ? introspect::parse_url(choice->url, choice->origin, packs, run.diagnostics)
                       : std::nullopt;
  if (!url) return std::nullopt;
  return introspect::fingerprint_of(*url, *find_pack(packs, url->pack),
                                    wanted_options(source, config, run), run.diagnostics);
}

}  // namespace sqlx::cli
