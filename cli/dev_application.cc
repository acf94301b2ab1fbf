#include "cli/dev_application.h"

#include <fmt/format.h>

#include <chrono>

#include "base/file.h"
#include "cli/changes_report.h"
#include "cli/database_choice.h"
#include "cli/folder_plan.h"
#include "cli/schema_changes.h"
#include "cli/schema_source.h"
#include "cli/variables.h"
#include "ir/diff.h"
#include "ir/snapshot.h"

namespace sqlx::cli {
namespace {

using generators::Folder;

constexpr std::string_view kPatience = "3s";  // of a question to the database, again and again

SchemaSource source_of(const Folder& folder, bool offline, Run& run) {
  SchemaSource source;
  const bool has_snapshot = folder.read(std::string(kSnapshotFile), run.diagnostics).has_value();
  if (offline && has_snapshot) source.snapshot = run.environment.path_of(kSnapshotFile);
  return source;
}

// Against the snapshot that is there, which is what was generated last.
std::string changes_since(const Folder& folder, const ir::Database& database) {
  Diagnostics aside;  // without one, or with a broken one, there is nothing to compare with
  std::optional<std::string> text = folder.read(std::string(kSnapshotFile), aside);
  const auto before =
      text ? ir::read_snapshot(make_source(std::string(kSnapshotFile), std::move(*text)), aside)
           : std::nullopt;
  if (!before) return {};
  const std::vector<ir::SchemaChange> changes = ir::diff(*before, database);
  return changes.empty() ? std::string() : text_of(changes);
}

}  // namespace

// The screen is drawn by DevScreen alone.
DevApplication::DevApplication(const Run& run)
    : run_{.environment = run.environment,
           .context = run.context,
           .diagnostics = {},
           .command = {}} {
  run_.context.progress_on_terminal = false;
  run_.context.verbosity = Verbosity::kQuiet;
}

std::optional<Config> DevApplication::config(Variables& variables) {
  return load_config(run_.environment, variables.lookup(), run_.diagnostics);
}

DevApplication::Update DevApplication::update() {
  Update result;
  const bool offline = !database_url();
  run_.diagnostics = {};
  const auto attempt = [&] {
    Variables variables(run_.environment, run_.diagnostics);
    const std::optional<Config> configured = config(variables);
    if (!configured) return;
    auto folder =
        Folder::open(run_.environment.working_directory, Folder::Access::kWrite, run_.diagnostics);
    if (!folder) return;
    const SchemaSource source = source_of(*folder, offline, run_);
    const auto database = read_schema(source, *configured, variables, run_);
    if (!database || run_.diagnostics.has_errors()) return;
    result.happened = changes_since(*folder, *database);
    const auto plan = plan_folder(
        *folder, {.database = *database, .config = *configured, .templates = configured->templates},
        run_);
    if (!plan || !carry_out(*folder, *plan, run_)) return;
    if (!plan->plan.changes.empty()) result.happened += summary_of(plan->plan.changes) + '\n';
    result.done = true;
  };
  attempt();
  result.diagnostics = std::move(run_.diagnostics);
  run_.diagnostics = {};
  return result;
}

std::optional<std::string> DevApplication::fingerprint(Diagnostics& diagnostics) {
  run_.diagnostics = {};
  Variables variables(run_.environment, run_.diagnostics);
  const std::optional<Config> configured = config(variables);
  std::optional<std::string> found;
  if (configured) {
    SchemaSource source;
    source.timeout = kPatience;
    found = read_fingerprint(source, *configured, variables, run_);
  }
  diagnostics.append(run_.diagnostics);
  run_.diagnostics = {};
  return found;
}

std::optional<std::string> DevApplication::database_url() {
  Diagnostics aside;
  Variables variables(run_.environment, aside);
  const auto configured = load_config(run_.environment, variables.lookup(), aside);
  const auto choice =
      configured ? choose_database(std::nullopt, *configured, variables, aside) : std::nullopt;
  return choice ? std::optional(choice->url) : std::nullopt;
}

std::optional<std::string> DevApplication::variable(std::string_view name) {
  Diagnostics aside;
  Variables variables(run_.environment, aside);
  const auto found = variables.find(name);
  return found && !found->value.empty() ? std::optional(found->value) : std::nullopt;
}

std::vector<std::string> DevApplication::sources() {
  std::vector<std::string> paths = {run_.environment.path_of(kConfigFile),
                                    run_.environment.path_of(kDotEnvFile)};
  Diagnostics aside;
  Variables variables(run_.environment, aside);
  const auto configured = load_config(run_.environment, variables.lookup(), aside);
  if (configured && !configured->templates.empty())
    paths.push_back(run_.environment.path_of(configured->templates));
  return paths;
}

}  // namespace sqlx::cli
