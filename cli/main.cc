// sqlx, the program: reads the command line, runs one command, prints what went wrong, and exits
// with its code.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic_json.h"
#include "base/document.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/context.h"
#include "cli/environment.h"

namespace sqlx::cli {
namespace {

constexpr std::array kCommands = {
    add_init,  add_generate, add_dev,    add_introspect, add_diff,       add_advise, add_translate,
    add_parse, add_wirepack, add_doctor, add_explain,    add_completion, add_man};

struct GlobalOptions {
  bool quiet = false;
  bool verbose = false;
  std::string colour = "auto";
  std::string packs;
};

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.set_version_flag("--version", "sqlx " SQLX_VERSION, "Print the version");
  CLI::Option* verbose = app.add_flag("--verbose", options.verbose, "Say more of what is done");
  app.add_flag("--quiet", options.quiet, "Say only what is wrong")->excludes(verbose);
  app.add_option("--color", options.colour, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
  app.add_option("--wirepacks", options.packs,
                 "A folder of further wire packs, which come before those of the same name here");
}

bool wants_colour(const std::string& choice, const Environment& environment) {
  if (choice != "auto") return choice == "always";
  const std::string* no_colour = environment.find("NO_COLOR");
  return environment.error_is_terminal && (no_colour == nullptr || no_colour->empty());
}

std::filesystem::path own_path() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error);
}

// Beside the program as it is built, or under the prefix where it is installed.
std::string driver_folder(const std::filesystem::path& program) {
  return (program.parent_path().parent_path() / SQLX_DRIVER_SUBDIRECTORY).string();
}

void apply(const GlobalOptions& options, const Environment& environment, Context& context) {
  context.verbosity = options.quiet     ? Verbosity::kQuiet
                      : options.verbose ? Verbosity::kVerbose
                                        : Verbosity::kUsual;
  context.colour = wants_colour(options.colour, environment) ? Colour::kOn : Colour::kOff;
  context.progress_on_terminal = environment.error_is_terminal;
  const std::filesystem::path program = own_path();
  context.program = program.string();
  context.driver_folder = driver_folder(program);
  context.pack_folder = options.packs;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  const auto add = [&](const CLI::App& from) {
    for (const CLI::Option* option : from.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  };
  add(app);
  for (const CLI::App* command : app.get_subcommands()) add(*command);
  return names;
}

// CLI11 puts the words that it could not place last in its message; the first of them is what to
// look up.
std::string hint_for(const CLI::App& app, const std::string& word) {
  std::string meant = word.starts_with('-') ? did_you_mean(word, option_names(app))
                                            : did_you_mean(word, command_names(app));
  if (!meant.empty()) return meant;
  const std::vector<CLI::App*> chosen = app.get_subcommands();
  return chosen.empty()
             ? "`sqlx --help` lists the commands"
             : fmt::format("`sqlx {} --help` lists its options", chosen.front()->get_name());
}

void report_usage(const CLI::App& app, const CLI::ParseError& error, Diagnostics& diagnostics) {
  const std::vector<std::string> left = app.remaining(true);
  if (!left.empty()) {
    const bool is_option = left.front().starts_with('-');
    const std::string word = left.front().substr(0, left.front().find('='));
    diagnostics.add(Code::kBadUsage,
                    fmt::format("unknown {} `{}`", is_option ? "option" : "command", word), {},
                    hint_for(app, word));
    return;
  }
  diagnostics.add(Code::kBadUsage, error.what(), {}, hint_for(app, ""));
}

void parse(CLI::App& app, int argc, char** argv, Run& run) {
  try {
    app.parse(argc, argv);
    if (app.get_subcommands().empty()) throw CLI::CallForHelp();
  } catch (const CLI::CallForVersion& version) {
    deliver(std::string(version.what()) + '\n', "", run.diagnostics);
  } catch (const CLI::Success&) {
    deliver(app.help(), "", run.diagnostics);
  } catch (const CLI::ParseError& error) {
    report_usage(app, error, run.diagnostics);
  }
}

// {"diagnostics": […]}, in place of the document that could not be made.
void deliver_errors(Run& run) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  write_diagnostics_member(writer, run.diagnostics.items());
  writer.end_object();
  deliver(out + '\n', "", run.diagnostics);
}

int run(int argc, char** argv) {
  Run run{.environment = process_environment()};
  GlobalOptions options;
  CLI::App app("Write an application from a database, and carry SQL to another one", "sqlx");
  app.fallthrough();
  app.require_subcommand(0, 1);
  add_global_options(app, options);
  for (const auto add : kCommands) add(app, run);
  parse(app, argc, argv, run);
  apply(options, run.environment, run.context);
  if (run.command && !run.diagnostics.has_errors()) run.command();
  if (run.json_requested && run.diagnostics.has_errors()) deliver_errors(run);
  run.context.tell(run.diagnostics);
  return run.diagnostics.has_errors() ? run.diagnostics.exit_code() : run.exit_code;
}

}  // namespace
}  // namespace sqlx::cli

int main(int argc, char** argv) {
  try {
    return sqlx::cli::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr,
               "error[SQLX9001]: {}\n  = hint: this is a mistake in sqlx; please report it\n",
               error.what());
    return sqlx::kExitInternal;
  }
}
