// sqlx advise: what would make the statements of a workload faster, as the live database's own
// plans and counts show it.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <optional>
#include <string>

#include "advise/advise.h"
#include "advise/query_script.h"
#include "advise/report_json.h"
#include "advise/statistics_document.h"
#include "base/text.h"
#include "cli/advise_report.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/schema_source.h"
#include "cli/variables.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

struct AdviseOptions {
  SchemaSource source;
  std::string statistics;  // a file, or "-"
  std::string queries;
  bool counted_by_server = false;
  bool try_changes = false;
  bool exit_code = false;
  std::string format = "text";
  std::string out;
};

// The whole input: statistics are one document.
std::optional<Source> read_all(const std::string& path, Diagnostics& diagnostics) {
  constexpr std::size_t kBlock = 65536;
  std::optional<Input> input = Input::open(path, diagnostics);
  if (!input) return std::nullopt;
  const auto fill = input->fill([] {}, diagnostics);
  std::string text;
  for (std::size_t count = 1; count > 0;) {
    const std::size_t size = text.size();
    text.resize(size + kBlock);
    count = fill(text.data() + size, kBlock);
    text.resize(size + count);
  }
  return diagnostics.has_errors() ? std::nullopt
                                  : std::optional(make_source(input->name(), std::move(text)));
}

class Consultancy {
 public:
  Consultancy(const AdviseOptions& options, Run& run)
      : options_(options),
        run_(run),
        variables_(run.environment, run.diagnostics),
        catalog_(run.context.pack_folder, run.diagnostics) {}

  void advise() {
    if (!has_source() || !read_statistics()) return;
    const std::optional<Config> config =
        load_config(run_.environment, variables_.lookup(), run_.diagnostics);
    if (!config) return;
    const auto schema = read_schema(options_.source, *config, variables_, run_);
    if (!schema) return;
    const wirepacks::WirePack* pack = catalog_.find_name(
        schema->engine, wirepacks::read_version(schema->server_version), run_.diagnostics);
    if (pack == nullptr || !is_of(*pack) || !read_queries(*pack)) return;
    const auto live = consult(options_.source, *config, variables_, run_);
    if (live == nullptr || !read_counted(*live->consultation)) return;
    const auto report = advise::advise({.schema = *schema,
                                        .pack = *pack,
                                        .workload = workload_,
                                        .try_changes = options_.try_changes},
                                       *live->consultation, run_.diagnostics);
    if (report) show(*report);
  }

 private:
  bool has_source() {
    if (!options_.statistics.empty() || !options_.queries.empty() || options_.counted_by_server)
      return true;
    run_.diagnostics.add(Code::kNoWorkload, "advice is about statements, and none were named", {},
                         "--statistics FILE (of the application's dashboard), --queries FILE.sql, "
                         "or --pg-stat-statements");
    return false;
  }

  bool read_statistics() {
    if (options_.statistics.empty()) return true;
    const auto source = read_all(options_.statistics, run_.diagnostics);
    auto workload = source ? advise::read_statistics(*source, run_.diagnostics) : std::nullopt;
    if (!workload) return false;
    workload_ = std::move(*workload);
    return true;
  }

  // What an application on another engine has counted says nothing about this database.
  bool is_of(const wirepacks::WirePack& pack) {
    if (workload_.dialect.empty()) return true;
    const wirepacks::WirePack* other = catalog_.find(workload_.dialect, run_.diagnostics);
    if (other == nullptr) return false;
    if (other->family == pack.family) return true;
    run_.diagnostics.add(
        Code::kStatisticsDialect,
        fmt::format("the statistics are of {}, and the database is {}", other->title, pack.title),
        {}, "name the database that the application uses: --database URL");
    return false;
  }

  bool read_queries(const wirepacks::WirePack& pack) {
    if (options_.queries.empty()) return true;
    std::optional<Input> input = Input::open(options_.queries, run_.diagnostics);
    if (!input) return false;
    sql::StatementReader reader(input->fill([] {}, run_.diagnostics), input->name(), pack);
    workload_ = advise::read_queries(reader, run_.diagnostics);
    return !run_.diagnostics.has_errors();
  }

  bool read_counted(introspect::Consultation& database) {
    if (!options_.counted_by_server) return true;
    auto counted = database.workload(run_.diagnostics);
    if (!counted) return false;
    for (introspect::CountedStatement& each : *counted) {
      workload_.statements.push_back({.text = std::move(each.text),
                                      .calls = each.calls,
                                      .seconds = each.seconds,
                                      .slowest = each.slowest,
                                      .rows = each.rows});
    }
    return true;
  }

  void show(const advise::Report& report) {
    deliver(options_.format == "json" ? json_of(report, run_.diagnostics.items()) : text_of(report),
            options_.out, run_.diagnostics);
    if (options_.exit_code && !report.findings.empty()) run_.exit_code = kExitDifferent;
  }

  const AdviseOptions& options_;
  Run& run_;
  Variables variables_;
  wirepacks::Catalog catalog_;
  advise::Workload workload_;
};

void add_options(CLI::App& command, AdviseOptions& options) {
  command.add_option("--database", options.source.database, "URL of the database");
  CLI::Option* statistics =
      command.add_option("--statistics", options.statistics,
                         "What an application has counted: a JSON document; - is standard input");
  CLI::Option* queries =
      command
          .add_option("--queries", options.queries,
                      "The statements of this script, each once; - is standard input")
          ->excludes(statistics);
  command
      .add_flag("--pg-stat-statements", options.counted_by_server,
                "What the server itself has counted, by that extension")
      ->excludes(statistics)
      ->excludes(queries);
  command.add_flag("--try", options.try_changes,
                   "Make each index that is suggested where nobody sees it, take the plan again, "
                   "and take the index back");
  command.add_option("--schema", options.source.schemas, "Only these schemas (may be repeated)");
  add_timeout_option(command, options.source);
  command.add_option("--out", options.out, "Write to this file instead of standard output");
  command.add_option("--format", options.format, "text, json")
      ->check(CLI::IsMember({"text", "json"}));
  command.add_flag("--exit-code", options.exit_code, "Exit with 4 if there are findings");
}

}  // namespace

void add_advise(CLI::App& app, Run& run) {
  auto options = std::make_shared<AdviseOptions>();
  CLI::App* command = app.add_subcommand(
      "advise",
      "Say what would make statements faster, as the database's plans and counts show it");
  add_options(*command, *options);
  command->callback([options, &run] {
    run.json_requested = options->format == "json";
    run.command = [options, &run] { Consultancy(*options, run).advise(); };
  });
}

}  // namespace sqlx::cli
