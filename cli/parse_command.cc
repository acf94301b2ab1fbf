// sqlx parse: how sqlx reads one statement, as a tree. For bug reports, and for whoever writes a pack.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/document.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "sql/ast/dump.h"
#include "sql/parse.h"

namespace sqlx::cli {
namespace {

struct ParseOptions {
  std::string file = "-";
  std::string dialect;
  bool dump = false;
};

bool is_called(const wirepacks::WirePack& pack, std::string_view name) {
  const auto same = [&](const std::string& alias) { return equal_fold(alias, name); };
  return equal_fold(pack.name, name) || std::any_of(pack.aliases.begin(), pack.aliases.end(), same);
}

// "name" or "name@version"
std::optional<wirepacks::WirePack> find_dialect(const std::string& dialect, Diagnostics& diagnostics) {
  const std::size_t at = dialect.find('@');
  const std::string name = dialect.substr(0, at);
  std::optional<wirepacks::Version> version;
  if (at != std::string::npos) version = wirepacks::read_version(std::string_view(dialect).substr(at + 1));
  std::vector<std::string> known;
  for (const wirepacks::WirePack& pack : wirepacks::embedded_packs(diagnostics)) {
    if (is_called(pack, name)) return wirepacks::embedded_pack(pack.name, diagnostics, version);
    known.push_back(pack.name);
  }
  const std::string meant = did_you_mean(name, known);
  diagnostics.add(Code::kBadUsage, fmt::format("sqlx knows no dialect `{}`", name), {},
                  meant.empty() ? fmt::format("it knows {}", enumerate(known)) : meant);
  return std::nullopt;
}

void parse_file(const ParseOptions& options, Run& run) {
  const std::optional<wirepacks::WirePack> pack = find_dialect(options.dialect, run.diagnostics);
  if (!pack) return;
  const std::optional<Source> source = read_file(options.file == "-" ? "/dev/stdin" : options.file, run.diagnostics);
  if (!source) return;
  sql::StatementText text;
  text.text = (*source)->text;
  text.file = options.file;
  Arena arena;
  const sql::Node* tree = sql::parse_statement(text, *pack, arena, run.diagnostics);
  if (tree != nullptr && options.dump) deliver(sql::dump(*tree) + '\n', "", run.diagnostics);
}

}  // namespace

void add_parse(CLI::App& app, Run& run) {
  auto options = std::make_shared<ParseOptions>();
  CLI::App* command = app.add_subcommand("parse", "Say how sqlx reads one SQL statement");
  command->add_option("file", options->file, "The statement; - is standard input");
  command->add_option("--dialect", options->dialect, "Its dialect, perhaps with a version: NAME@VERSION")->required();
  command->add_flag("--dump", options->dump, "Print the tree");
  command->callback([options, &run] { run.command = [options, &run] { parse_file(*options, run); }; });
}

}  // namespace sqlx::cli
