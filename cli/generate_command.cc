// sqlx generate: brings an application in step with its schema, and loses no edit; or says what it
// would do.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <string>

#include "base/file.h"
#include "cli/changes_report.h"
#include "cli/commands.h"
#include "cli/folder_plan.h"
#include "cli/schema_changes.h"
#include "cli/schema_source.h"
#include "cli/variables.h"
#include "generators/generator.h"
#include "generators/manifest.h"
#include "ir/check.h"
#include "ir/diff.h"
#include "ir/snapshot.h"

namespace sqlx::cli {
namespace {

using generators::Folder;

struct GenerateOptions {
  SchemaSource source;
  bool check = false;
  bool offline = false;
  bool dry_run = false;
  bool force = false;
  std::vector<std::string> only;
  std::string templates;
  std::string format = "text";

  [[nodiscard]] bool names_source() const {
    return source.database || !source.snapshot.empty() || !source.ddl.empty();
  }
  [[nodiscard]] bool writes() const { return !check && !dry_run; }
  [[nodiscard]] bool is_json() const { return format == "json"; }
};

// The one that is committed beside the application.
std::optional<ir::Database> read_committed(const Folder& folder, Run& run) {
  std::optional<std::string> text = folder.read(std::string(kSnapshotFile), run.diagnostics);
  if (!text) {
    if (!run.diagnostics.has_errors()) {
      run.diagnostics.add(
          Code::kNoSnapshot, fmt::format("there is no `{}` here", kSnapshotFile), {},
          "`sqlx generate` without --check and --offline reads the database and writes it");
    }
    return std::nullopt;
  }
  auto database =
      ir::read_snapshot(make_source(std::string(kSnapshotFile), std::move(*text)), run.diagnostics);
  return database && ir::check(*database, run.diagnostics) ? std::move(database) : std::nullopt;
}

// How the schema that was named differs from the one that is committed, in words; nothing if none
// was named.
std::optional<std::string> find_drift(const GenerateOptions& options, const Config& config,
                                      const ir::Database& committed, Variables& variables,
                                      Run& run) {
  if (!options.names_source()) return std::nullopt;
  const std::optional<ir::Database> live = read_schema(options.source, config, variables, run);
  if (!live) return std::nullopt;
  const std::vector<ir::SchemaChange> changes = ir::diff(committed, *live);
  return changes.empty() ? std::string() : text_of(changes);
}

void report(const GenerateOptions& options, std::span<const generators::Change> changes,
            const std::optional<std::string>& drift, Run& run) {
  if (options.is_json()) {
    const Detail detail = options.check ? Detail::kDiffs : Detail::kNames;
    deliver(json_of(changes, detail, drift ? &*drift : nullptr, run.diagnostics), "",
            run.diagnostics);
  } else if (options.check) {
    deliver(diffs_of(changes) + drift.value_or(""), "", run.diagnostics);
  } else if (options.dry_run) {
    deliver(list_of(changes), "", run.diagnostics);
  }
  run.context.say(summary_of(changes, options.writes() ? Tense::kDone : Tense::kWould) + '\n');
}

void generate_application(const GenerateOptions& options, Run& run) {
  if (!is_application(run)) return;
  Variables variables(run.environment, run.diagnostics);
  const std::optional<Config> config =
      load_config(run.environment, variables.lookup(), run.diagnostics);
  if (!config) return;
  auto folder = Folder::open(run.environment.working_directory,
                             options.writes() ? Folder::Access::kWrite : Folder::Access::kRead,
                             run.diagnostics);
  if (!folder) return;
  const bool committed = options.check || (options.offline && !options.names_source());
  const auto database = committed ? read_committed(*folder, run)
                                  : read_schema(options.source, *config, variables, run);
  if (!database) return;
  const auto drift =
      options.check ? find_drift(options, *config, *database, variables, run) : std::nullopt;
  const auto edits =
      options.force ? generators::Edits::kAreOverwritten : generators::Edits::kAreMerged;
  if (run.diagnostics.has_errors()) return;
  const std::string& templates = options.templates.empty() ? config->templates : options.templates;
  const auto plan = plan_folder(*folder,
                                {.database = *database,
                                 .config = *config,
                                 .only = options.only,
                                 .templates = templates,
                                 .edits = edits},
                                run);
  if (!plan) return;
  if (options.writes() && !carry_out(*folder, *plan, run)) return;
  const std::span<const generators::Change> changes = plan->plan.changes;
  report(options, changes, drift, run);
  if (options.check && (!changes.empty() || !drift.value_or("").empty()))
    run.exit_code = kExitDifferent;
}

std::string generator_list() {
  std::string out = "Only these generators:";
  for (const generators::Generator& each : generators::generators())
    out += fmt::format("\n  {}: {}", each.name, each.help);
  return out;
}

void add_modes(CLI::App& command, GenerateOptions& options) {
  CLI::Option* check = command.add_flag(
      "--check", options.check,
      "Write nothing: print what differs from what is committed, and exit with 4 if anything does");
  CLI::Option* offline = command.add_flag("--offline", options.offline,
                                          "Generate from sqlx.schema.json, and ask no database");
  command.add_flag("--dry-run", options.dry_run, "Write nothing: list the files that would change")
      ->excludes(check);
  command
      .add_flag("--force", options.force,
                "Overwrite generated files that were edited, and files that are in the way")
      ->excludes(check);
  command.get_option("--database")->excludes(offline);
}

}  // namespace

void add_generate(CLI::App& app, Run& run) {
  auto options = std::make_shared<GenerateOptions>();
  CLI::App* command = app.add_subcommand(
      "generate", "Bring the application in this folder in step with its schema");
  add_schema_options(*command, options->source);
  add_modes(*command, *options);
  command->add_option("--only", options->only, generator_list())->delimiter(',');
  command->add_option(
      "--templates", options->templates,
      "A folder of templates, each of which takes the place of the one with its path");
  command->add_option("--format", options->format, "text, json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &run] {
    run.json_requested = options->is_json();
    run.command = [options, &run] { generate_application(*options, run); };
  });
}

}  // namespace sqlx::cli
