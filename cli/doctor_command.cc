// sqlx doctor: whether everything is there that sqlx and the application in this folder need; and,
// of a database that is named, what its server can do, as the wire pack says and as the server
// proves.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/config.h"
#include "cli/database_choice.h"
#include "cli/doctor_report.h"
#include "introspect/introspect.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

using wirepacks::Catalog;
using wirepacks::WirePack;

struct DoctorOptions {
  std::optional<std::string> database;
  std::string format = "text";
};

// That none is named anywhere is fine here.
std::optional<DatabaseChoice> find_database(const DoctorOptions& options, Run& run) {
  Diagnostics aside;
  Variables variables(run.environment, aside);
  const std::optional<Config> config = load_config(run.environment, variables.lookup(), aside);
  auto choice =
      config ? choose_database(options.database, *config, variables, aside) : std::nullopt;
  const bool is_unnamed = aside.items().size() == 1 && aside.back().code == Code::kNoDatabase;
  if (!is_unnamed) run.diagnostics.append(aside);
  return choice;
}

std::vector<DoctorReport::Dialect> examine_packs(const std::vector<WirePack>& packs, Run& run) {
  std::vector<DoctorReport::Dialect> dialects;
  for (const WirePack& pack : packs) {
    if (pack.is_abstract) continue;  // no server is like it
    const bool connects = !pack.connection.driver.empty();
    dialects.push_back(
        {.name = pack.name,
         .version = pack.default_version,
         .has_driver =
             connects && introspect::has_driver(pack, run.context.driver_folder, run.diagnostics)});
  }
  return dialects;
}

std::vector<std::string> probes_of(const WirePack& pack) {
  std::vector<std::string> probes;
  for (const wirepacks::Probe& probe : pack.probes) probes.push_back(probe.sql);
  if (!pack.connection.version_query.empty()) probes.push_back(pack.connection.version_query);
  return probes;
}

// The pack's way to ask for the version is tried behind the probes, and is none of them.
std::optional<introspect::Examination::Answer> take_version_answer(
    const WirePack& pack, std::vector<introspect::Examination::Answer>& answers) {
  if (answers.size() <= pack.probes.size()) return std::nullopt;
  auto answer = std::move(answers.back());
  answers.pop_back();
  return answer;
}

// Asks the server who it is, and then what the pack of that very server wants to know.
std::optional<DoctorReport::Server> examine_server(const DatabaseChoice& choice,
                                                   const std::vector<WirePack>& packs,
                                                   Catalog& catalog, Run& run) {
  const auto url = introspect::parse_url(choice.url, choice.origin, packs, run.diagnostics);
  if (!url) return std::nullopt;
  const introspect::Options options{.driver_folder = run.context.driver_folder};
  const WirePack* pack = catalog.find_name(url->pack, {}, run.diagnostics);
  const auto greeting = introspect::examine_server(*url, *pack, options, {}, run.diagnostics);
  if (!greeting) return std::nullopt;
  pack = catalog.find_name(greeting->pack, wirepacks::read_version(greeting->version),
                           run.diagnostics);
  if (pack == nullptr) return std::nullopt;
  auto examination =
      introspect::examine_server(*url, *pack, options, probes_of(*pack), run.diagnostics);
  if (!examination) return std::nullopt;
  auto tells_version = take_version_answer(*pack, examination->answers);
  return DoctorReport::Server{.url = url->display->text,
                              .version = greeting->version,
                              .pack = pack,
                              .answers = std::move(examination->answers),
                              .tells_version = std::move(tells_version)};
}

void examine(const DoctorOptions& options, Run& run) {
  Catalog catalog(run.context.pack_folder, run.diagnostics);
  const std::vector<WirePack> packs = catalog.all(run.diagnostics);
  DoctorReport report{.dialects = examine_packs(packs, run),
                      .tools = look_at_tools(run.environment),
                      .application = look_at_application(run.environment),
                      .server = {}};
  const auto choice = find_database(options, run);
  if (choice) report.server = examine_server(*choice, packs, catalog, run);
  if (report.server) report_differences(*report.server, run.diagnostics);
  run.json_requested = false;  // what went wrong stands in the report
  deliver(options.format == "json" ? as_json(report, run.diagnostics) : as_text(report), "",
          run.diagnostics);
}

}  // namespace

void add_doctor(CLI::App& app, Run& run) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* command = app.add_subcommand("doctor",
                                         "Check this installation, the application in this folder, "
                                         "and what a database's server can do");
  command->add_option("--database", options->database, "URL of the database");
  command->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &run] {
    run.json_requested = options->format == "json";
    run.command = [options, &run] { examine(*options, run); };
  });
}

}  // namespace sqlx::cli
