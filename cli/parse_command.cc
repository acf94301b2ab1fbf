// sqlx parse: how sqlx reads one statement, as a tree. For bug reports, and for whoever writes a
// pack.

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <optional>
#include <string>

#include "base/document.h"
#include "base/file.h"
#include "cli/commands.h"
#include "sql/ast/dump.h"
#include "sql/front_end.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

struct ParseOptions {
  std::string file = "-";
  std::string dialect;
  bool dump = false;
};

void parse_file(const ParseOptions& options, Run& run) {
  wirepacks::Catalog catalog(run.context.pack_folder, run.diagnostics);
  const wirepacks::WirePack* pack = catalog.find(options.dialect, run.diagnostics);
  if (pack == nullptr) return;
  const std::optional<Source> source =
      read_file(options.file == "-" ? "/dev/stdin" : options.file, run.diagnostics);
  if (!source) return;
  sql::StatementText text;
  text.text = (*source)->text;
  text.file = options.file;
  Arena arena;
  const sql::Node* tree = sql::FrontEnd(*pack).parse(text, arena, run.diagnostics);
  if (tree != nullptr && options.dump) deliver(sql::dump(*tree) + '\n', "", run.diagnostics);
}

}  // namespace

void add_parse(CLI::App& app, Run& run) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App* command = app.add_subcommand("parse", "Say how sqlx reads one SQL statement");
  command->add_option("file", options->file, "The statement; - is standard input");
  command
      ->add_option("--dialect", options->dialect,
                   "Its dialect, perhaps with a version: NAME@VERSION")
      ->required();
  command->add_flag("--dump", options->dump, "Print the tree");
  command->callback(
      [options, &run] { run.command = [options, &run] { parse_file(*options, run); }; });
}

}  // namespace sqlx::cli
