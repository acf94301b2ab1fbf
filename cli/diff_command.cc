// sqlx diff A B: what has to change for the schema A to become the schema B, in words, as JSON, or
// as the statements that do it.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <string>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/schema_changes.h"
#include "cli/schema_source.h"
#include "cli/variables.h"
#include "sql/migrate.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

struct DiffOptions {
  std::string before;
  std::string after;
  SchemaSource
      filter;  // what both sides share: --schema, --include, --exclude, --timeout, --dialect
  std::string format = "text";
  std::string out;
  bool allow_destructive = false;
  bool exit_code = false;
};

enum class SideKind : std::uint8_t { kUrl, kSnapshot, kDdl };

// "postgresql://…", "sqlite:shop.db": letters before the first colon, and no file has such a name.
bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2) return false;
  for (const char c : text.substr(0, colon)) {
    if (!is_letter(c) && !is_digit(c) && c != '+') return false;
  }
  return true;
}

std::optional<SideKind> kind_of(const std::string& side, Diagnostics& diagnostics) {
  if (is_url(side)) return SideKind::kUrl;
  if (side.ends_with(".json")) return SideKind::kSnapshot;
  if (side.ends_with(".sql") || side.ends_with(".ddl")) return SideKind::kDdl;
  diagnostics.add(
      Code::kUnknownSource,
      fmt::format("`{}` is no URL, and its name ends with neither .json nor .sql", printable(side)),
      {},
      "name a database (postgresql://…, sqlite:file), a snapshot (.json) or a file of CREATE "
      "statements (.sql)");
  return std::nullopt;
}

class Comparison {
 public:
  Comparison(const DiffOptions& options, Run& run)
      : options_(options), run_(run), variables_(run.environment, run.diagnostics) {}

  void compare() {
    const std::optional<Config> config =
        load_config(run_.environment, variables_.lookup(), run_.diagnostics);
    const auto before_kind = kind_of(options_.before, run_.diagnostics);
    const auto after_kind = kind_of(options_.after, run_.diagnostics);
    if (!config || !before_kind || !after_kind) return;
    std::optional<ir::Database> before, after;
    // A file of statements is in the dialect of the other side, unless --dialect says another.
    if (*before_kind == SideKind::kDdl && *after_kind != SideKind::kDdl) {
      after = read(options_.after, *after_kind, *config, "");
      if (after) before = read(options_.before, *before_kind, *config, after->engine);
    } else {
      before = read(options_.before, *before_kind, *config, "");
      if (before) after = read(options_.after, *after_kind, *config, before->engine);
    }
    if (!before || !after || !are_comparable(*before, *after)) return;
    report(*before, *after);
  }

 private:
  std::optional<ir::Database> read(const std::string& side, SideKind kind, const Config& config,
                                   const std::string& engine) {
    SchemaSource source = options_.filter;
    source.dialect.clear();
    source.may_be_empty = true;
    if (kind == SideKind::kUrl) source.database = side;
    source.database_option = side == options_.before ? "the first schema" : "the second schema";
    if (kind == SideKind::kSnapshot) source.snapshot = side;
    if (kind == SideKind::kDdl) {
      source.ddl = side;
      source.dialect = options_.filter.dialect.empty() ? engine : options_.filter.dialect;
      if (source.dialect.empty()) {
        run_.diagnostics.add(Code::kUnknownSource,
                             fmt::format("the dialect of `{}` is not known", printable(side)), {},
                             "say --dialect: postgres, mysql@8.0, …");
        return std::nullopt;
      }
    }
    return read_schema(source, config, variables_, run_);
  }

  bool are_comparable(const ir::Database& before, const ir::Database& after) {
    if (before.engine == after.engine) return true;
    run_.diagnostics.add(
        Code::kOtherEngine,
        fmt::format("the first schema is one of {}, the second of {}", printable(before.engine),
                    printable(after.engine)),
        {},
        fmt::format("`sqlx translate --from {} --to {}` carries a file of DDL over",
                    printable(after.engine), printable(before.engine)));
    return false;
  }

  void report(const ir::Database& before, const ir::Database& after) {
    const std::vector<ir::SchemaChange> changes = ir::diff(before, after);
    if (options_.format == "sql") {
      const std::string sql = statements(before, after, changes);
      if (!run_.diagnostics.has_errors()) deliver(sql, options_.out, run_.diagnostics);
    } else if (options_.format == "json") {
      deliver(json_of(changes, run_.diagnostics), options_.out, run_.diagnostics);
    } else {
      deliver(text_of(changes), options_.out, run_.diagnostics);
    }
    if (options_.exit_code && !changes.empty()) run_.exit_code = kExitDifferent;
  }

  std::string statements(const ir::Database& before, const ir::Database& after,
                         std::span<const ir::SchemaChange> changes) {
    if (!options_.allow_destructive) refuse_losses(changes);
    wirepacks::Catalog catalog(run_.context.pack_folder, run_.diagnostics);
    const wirepacks::WirePack* pack = catalog.find(after.engine, run_.diagnostics);
    return pack == nullptr ? std::string() : sql::migration(before, after, *pack, run_.diagnostics);
  }

  void refuse_losses(std::span<const ir::SchemaChange> changes) {
    for (const ir::SchemaChange& change : changes) {
      if (change.impact != ir::Impact::kDestructive) continue;
      run_.diagnostics.add(Code::kDestructiveRefused,
                           fmt::format("values of the {} would be lost: it is {}", name_of(change),
                                       to_string(change.kind)),
                           {},
                           "--allow-destructive writes the statements all the same; if something "
                           "was renamed, rename it in the first schema, and compare again");
    }
  }

  const DiffOptions& options_;
  Run& run_;
  Variables variables_;
};

void add_filter_options(CLI::App& command, DiffOptions& options) {
  command.add_option("--dialect", options.filter.dialect,
                     "The dialect of files of CREATE statements, where it is not that of the other "
                     "side: postgres, mysql@8.0");
  command.add_option("--schema", options.filter.schemas, "Only these schemas (may be repeated)");
  command.add_option("--include", options.filter.include,
                     "Only tables that match: globs on schema.table");
  command.add_option("--exclude", options.filter.exclude,
                     "No tables that match: globs on schema.table");
  add_timeout_option(command, options.filter);
}

}  // namespace

void add_diff(CLI::App& app, Run& run) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* command = app.add_subcommand(
      "diff", "Compare two schemas, or write the statements that turn one into the other");
  command
      ->add_option("before", options->before,
                   "A database's URL, a snapshot (.json) or a file of CREATE statements (.sql)")
      ->required();
  command->add_option("after", options->after, "The same, for the schema that it is to become")
      ->required();
  add_filter_options(*command, *options);
  command->add_option("--out", options->out, "Write to this file instead of standard output");
  command
      ->add_option("--format", options->format,
                   "text, json, sql: the statements that turn the first schema into the second")
      ->check(CLI::IsMember({"text", "json", "sql"}));
  command->add_flag("--allow-destructive", options->allow_destructive,
                    "Write statements that lose stored values, too");
  command->add_flag("--exit-code", options->exit_code, "Exit with 4 if there are differences");
  command->callback([options, &run] {
    run.json_requested = options->format == "json";
    run.command = [options, &run] { Comparison(*options, run).compare(); };
  });
}

}  // namespace sqlx::cli
