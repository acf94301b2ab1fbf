#include "cli/installed_tools.h"

#include <fmt/format.h>
#include <poll.h>

#include <charconv>
#include <chrono>

#include "base/file.h"
#include "base/text.h"
#include "cli/child_process.h"
#include "cli/config.h"
#include "cli/dev_packages.h"
#include "cli/folder_plan.h"
#include "generators/manifest.h"
#include "ir/check.h"
#include "ir/snapshot.h"

namespace sqlx::cli {
namespace {

constexpr std::chrono::seconds kPatience{10};
constexpr int kTick = 50;  // milliseconds
constexpr int kOldestNode = 20;

// The first line that the program says, if it ends well in time.
std::string first_line_of(const std::vector<std::string>& words, const Environment& environment) {
  Diagnostics aside;
  auto child = ChildProcess::start(
      {.words = words, .folder = environment.working_directory, .variables = environment.variables},
      aside);
  if (!child) return {};
  std::string line;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (child->output() >= 0 && std::chrono::steady_clock::now() < deadline) {
    pollfd waiting{.fd = child->output(), .events = POLLIN, .revents = 0};
    ::poll(&waiting, 1, kTick);
    for (const std::string& each : child->read_lines()) {
      if (line.empty()) line = each;
    }
  }
  child->end(std::chrono::milliseconds(kTick));
  return child->exit_code() == 0 ? printable(trim(line)) : std::string();
}

int major_of(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  int major = 0;
  std::from_chars(version.data(), version.data() + version.size(), major);
  return major;
}

Finding look_at_snapshot(const Environment& environment) {
  const std::string path = environment.path_of(kSnapshotFile);
  Diagnostics diagnostics;
  const auto source = file_exists(path) ? read_file(path, diagnostics) : std::nullopt;
  const auto database = source ? ir::read_snapshot(*source, diagnostics) : std::nullopt;
  if (database && ir::check(*database, diagnostics))
    return {.name = "snapshot",
            .found = fmt::format("{} {}", database->tables.size(),
                                 database->tables.size() == 1 ? "table" : "tables"),
            .advice = {}};
  return {.name = "snapshot",
          .found = {},
          .advice = diagnostics.empty() ? "`sqlx generate` reads the database and writes it"
                                        : diagnostics.items().front().message};
}

Finding look_at_packages(const Environment& environment) {
  if (!needs_packages(environment.working_directory))
    return {.name = "packages", .found = "installed", .advice = {}};
  return {.name = "packages",
          .found = {},
          .advice = "`npm install` installs them; `sqlx dev` does it by itself"};
}

}  // namespace

std::vector<Finding> look_at_tools(const Environment& environment) {
  const std::string install = fmt::format(
      "install Node.js {} or later, which npm comes with, from nodejs.org or your system's "
      "packages",
      kOldestNode);
  Finding node{
      .name = "node", .found = first_line_of({"node", "--version"}, environment), .advice = {}};
  if (major_of(node.found) < kOldestNode) node.advice = install;
  Finding npm{
      .name = "npm", .found = first_line_of({"npm", "--version"}, environment), .advice = {}};
  if (npm.found.empty()) npm.advice = install;
  return {std::move(node), std::move(npm)};
}

std::vector<Finding> look_at_application(const Environment& environment) {
  if (!file_exists(environment.path_of(generators::kManifestFile))) return {};
  std::vector<Finding> findings = {look_at_snapshot(environment), look_at_packages(environment)};
  if (file_exists(environment.path_of(".sqlx/journal.json")))
    findings.push_back(
        {.name = "files",
         .found = {},
         .advice =
             "a command was interrupted while it replaced files: `sqlx generate` finishes that"});
  return findings;
}

}  // namespace sqlx::cli
