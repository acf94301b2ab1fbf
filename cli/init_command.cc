// sqlx init: a new application in a folder of its own, from a database, from DDL, or from a small
// example.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>

#include "base/text.h"
#include "cli/changes_report.h"
#include "cli/commands.h"
#include "cli/database_choice.h"
#include "cli/example_database.h"
#include "cli/folder_plan.h"
#include "cli/init_files.h"
#include "cli/schema_source.h"
#include "generators/manifest.h"
#include "generators/templates.h"
#include "introspect/url.h"
#include "sql/ddl_reader.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

namespace fs = std::filesystem;
using generators::Folder;

struct InitOptions {
  std::string folder;
  SchemaSource source;
  std::string templates;
  std::string format = "text";
};

// What the new application is made from.
struct Beginning {
  ir::Database database;
  InitSubject subject;
  InitFiles files;  // besides those that init_files() makes
};

// -------------------------------------------------------------------------------------- the folder

// Names in a folder that keep an application from beginning there. `.sqlx` alone is what an
// interrupted init leaves.
std::vector<std::string> in_the_way(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    const std::string name = each->path().filename().string();
    if (name == ".git") continue;
    if (name == generators::kBookFolder && !fs::exists(each->path() / "manifest.json") &&
        !fs::exists(each->path() / "journal.json"))
      continue;
    names.push_back(printable(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool is_free(const std::string& folder, Diagnostics& diagnostics) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (!fs::exists(status)) {
    const fs::path parent = fs::absolute(folder, error).lexically_normal().parent_path();
    if (fs::is_directory(parent, error)) return true;
    diagnostics.add(Code::kFileUnwritable,
                    fmt::format("there is no folder `{}` to make `{}` in", parent.string(), folder),
                    {}, "make it first, for example with `mkdir -p`");
    return false;
  }
  if (!fs::is_directory(status)) {
    diagnostics.add(Code::kFolderNotEmpty, fmt::format("`{}` is a file", folder), {},
                    "name a folder that does not exist yet");
    return false;
  }
  const std::vector<std::string> names = in_the_way(folder);
  if (names.empty()) return true;
  // What an interrupted init has begun, any command that writes finishes.
  const bool is_application = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name == kSnapshotFile || name == generators::kBookFolder;
  });
  diagnostics.add(
      Code::kFolderNotEmpty,
      fmt::format("`{}` is not empty: it holds {}", folder, enumerate(names)), {},
      is_application ? "it holds an application already: `sqlx generate` there brings it up to date"
                     : "name a folder that does not exist yet, or an empty one");
  return false;
}

// Of the last part of the path: `.` is the folder where we are.
std::string name_of(const std::string& folder) {
  std::error_code error;
  fs::path path = fs::weakly_canonical(folder, error);
  if (!path.has_filename()) path = path.parent_path();
  const std::string name = printable(path.filename().string());
  return name.empty() || name == "/" ? "app" : name;
}

// -------------------------------------------------------------------------------------- the schema

// The URL of a file, for who is in another folder: relative paths are so to the folder where sqlx
// was started.
std::string absolute_url(const introspect::DatabaseUrl& url, const std::string& shown) {
  const std::size_t path = shown.find(':') + 1;
  if (url.database.starts_with('/') || url.database == ":memory:" ||
      shown.find(url.database, path) != path)
    return shown;
  std::string here = fs::current_path().string();
  for (const auto& [sign, code] :
       {std::pair{"%", "%25"}, std::pair{"?", "%3F"}, std::pair{"#", "%23"}})
    replace_all(here, sign, code);
  return fmt::format("{}{}/{}", shown.substr(0, path), here, shown.substr(path));
}

std::optional<Beginning> from_database(const InitOptions& options, const DatabaseChoice& choice,
                                       Variables& variables, Run& run) {
  const std::vector<wirepacks::WirePack> packs =
      wirepacks::Catalog(run.context.pack_folder, run.diagnostics).all(run.diagnostics);
  const auto url = introspect::parse_url(choice.url, choice.origin, packs, run.diagnostics);
  if (!url) return std::nullopt;
  const auto pack = std::find_if(packs.begin(), packs.end(), [&](const wirepacks::WirePack& each) {
    return each.name == url->pack;
  });
  std::optional<ir::Database> database = read_schema(options.source, Config{}, variables, run);
  if (!database) return std::nullopt;
  const std::string shown = with_placeholder(url->display->text);
  InitSubject subject{.name = name_of(options.folder),
                      .url = shown,
                      .url_elsewhere = shown,
                      .has_secret = shown != choice.url};
  if (pack->connection.is_file) {
    subject.url = absolute_url(*url, shown);
    subject.url_elsewhere = fmt::format("{}:path/to/{}", pack->connection.schemes.front(),
                                        fs::path(url->database).filename().string());
  }
  return Beginning{std::move(*database), std::move(subject), {}};
}

std::optional<Beginning> from_text(const InitOptions& options, Variables& variables, Run& run) {
  std::optional<ir::Database> database = read_schema(options.source, Config{}, variables, run);
  if (!database) return std::nullopt;
  return Beginning{
      std::move(*database), {.name = name_of(options.folder), .url = "", .url_elsewhere = ""}, {}};
}

// Of the engine whose databases are files, as its pack says.
std::optional<Beginning> from_example(const InitOptions& options, Run& run) {
  static constexpr std::string_view kFile = "data/app.db";
  wirepacks::Catalog catalog(run.context.pack_folder, run.diagnostics);
  const generators::Templates templates(generators::embedded_templates(), "", run.diagnostics);
  for (const wirepacks::WirePack& pack : catalog.all(run.diagnostics)) {
    const std::string example = templates.of_engine("example", "schema.sql", pack);
    if (!pack.connection.is_file || example == "example/schema.sql") continue;
    const std::string script(templates.text(example, run.diagnostics));
    auto database = sql::read_ddl(make_source(example, script), pack, run.diagnostics);
    auto file = database_file(script, run.diagnostics);
    if (!database || !file) return std::nullopt;
    database->server_version = file->version;
    const std::string url = fmt::format("{}:{}", pack.connection.schemes.front(), kFile);
    return Beginning{std::move(*database),
                     {.name = name_of(options.folder), .url = url, .url_elsewhere = url},
                     {{std::string(kFile), std::move(file->bytes)}, {"data/schema.sql", script}}};
  }
  return std::nullopt;
}

std::optional<Beginning> find_beginning(InitOptions& options, Run& run) {
  Variables variables(run.environment, run.diagnostics);
  if (!options.source.snapshot.empty() || !options.source.ddl.empty())
    return from_text(options, variables, run);
  Diagnostics aside;
  const auto choice = choose_database(options.source.database, Config{}, variables, aside);
  const bool is_unnamed = aside.items().size() == 1 && aside.back().code == Code::kNoDatabase;
  if (!is_unnamed) run.diagnostics.append(aside);
  if (run.diagnostics.has_errors()) return std::nullopt;
  return choice ? from_database(options, *choice, variables, run) : from_example(options, run);
}

// --------------------------------------------------------------------------------------- the whole

// Removes what it made if the application does not come to be.
class NewFolder {
 public:
  explicit NewFolder(std::string path) : path_(std::move(path)) {
    std::error_code error;
    is_new_ = fs::create_directory(path_, error);
  }
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
  ~NewFolder() {
    if (done_) return;
    std::error_code ignored;
    fs::remove(fs::path(path_) / generators::kBookFolder, ignored);
    if (is_new_) fs::remove(path_, ignored);
  }

  void keep() { done_ = true; }

 private:
  std::string path_;
  bool is_new_ = false;
  bool done_ = false;
};

// As a shell takes it, if it is no plain word.
std::string shell_word(const std::string& text) {
  static constexpr std::string_view kPlain = "/._-+";
  const bool is_plain = std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_digit(c) || kPlain.find(c) != std::string_view::npos;
  });
  if (is_plain) return text;
  std::string inside = printable(text);
  replace_all(inside, "'", "'\\''");
  return fmt::format("'{}'", inside);
}

void tell_next_steps(const InitOptions& options, std::span<const generators::Change> changes,
                     Run& run) {
  if (options.format == "json") {
    deliver(json_of(changes, Detail::kNames, nullptr, run.diagnostics), "", run.diagnostics);
    return;
  }
  std::string next = fmt::format("{} in {}\n\n", summary_of(changes), printable(options.folder));
  if (options.folder != ".") next += fmt::format("  cd {}\n", shell_word(options.folder));
  run.context.say(next + "  npm install\n  npm test\n  npm start\n");
}

// `shop/` is `shop`.
std::string without_slash(const std::string& folder) {
  const fs::path path = fs::path(folder).lexically_normal();
  return (path.has_filename() || !path.has_relative_path() ? path : path.parent_path()).string();
}

// A path as sqlx.yaml of the new folder has it.
std::string seen_from(const std::string& folder, const std::string& path) {
  std::error_code error;
  return fs::relative(path, fs::absolute(folder, error), error).string();
}

void init_application(InitOptions& options, Run& run) {
  options.folder = without_slash(options.folder);
  if (!is_free(options.folder, run.diagnostics)) return;
  std::optional<Beginning> beginning = find_beginning(options, run);
  if (!beginning || run.diagnostics.has_errors()) return;
  Config config;
  config.settings.name = beginning->subject.name;
  if (!options.templates.empty())
    beginning->subject.templates = seen_from(options.folder, options.templates);
  Diagnostics told_later;  // by the generation, which reads the same templates
  const generators::Templates templates(generators::embedded_templates(), options.templates,
                                        told_later);
  InitFiles files = init_files(beginning->subject, options.source,
                               templates.text("project/env.example", run.diagnostics));
  files.insert(files.end(), beginning->files.begin(), beginning->files.end());

  NewFolder made(options.folder);
  std::optional<Folder> folder =
      Folder::open(options.folder, Folder::Access::kWrite, run.diagnostics);
  if (!folder) return;
  const auto plan = plan_folder(*folder,
                                {.database = beginning->database,
                                 .config = config,
                                 .templates = options.templates,
                                 .own_files = std::move(files)},
                                run);
  if (!plan || !carry_out(*folder, *plan, run)) return;
  made.keep();
  tell_next_steps(options, plan->plan.changes, run);
}

}  // namespace

void add_init(CLI::App& app, Run& run) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command = app.add_subcommand(
      "init", "Begin an application in a new folder; without a database, from a small example");
  command->add_option("folder", options->folder, "The folder, which does not exist yet or is empty")
      ->required();
  add_schema_options(*command, options->source);
  command->add_option(
      "--templates", options->templates,
      "A folder of templates, each of which takes the place of the one with its path");
  command->add_option("--format", options->format, "text, json")
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([options, &run] {
    run.json_requested = options->format == "json";
    run.command = [options, &run] { init_application(*options, run); };
  });
}

}  // namespace sqlx::cli
