// sqlx wirepack: which dialects there are (`list`), what one of them is at a version (`show`), and
// whether a file is a pack (`validate`).

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>
#include <string>

#include "base/document.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "wirepacks/catalog.h"
#include "wirepacks/pack_writer.h"

namespace sqlx::cli {
namespace {

using wirepacks::Catalog;
using wirepacks::WirePack;

struct WirepackOptions {
  std::string format = "text";
  std::string dialect;
  std::string file;
};

std::string version_of(const WirePack& pack) {
  return pack.default_version.empty() ? "-" : pack.default_version;
}

std::string as_text(const std::vector<WirePack>& packs) {
  std::string out = fmt::format("{:12} {:14} {:9} {:12} {}\n", "NAME", "TITLE", "VERSION", "FAMILY",
                                "ALSO CALLED");
  for (const WirePack& pack : packs) {
    std::string line = fmt::format("{:12} {:14} {:9} {:12} {}", pack.name, pack.title,
                                   version_of(pack), pack.family, join(pack.aliases, ", "));
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

void write_row(DocumentWriter& writer, const WirePack& pack) {
  writer.begin_object();
  const std::pair<std::string_view, std::string_view> texts[] = {
      {"name", pack.name},
      {"title", pack.title},
      {"default_version", pack.default_version},
      {"oldest_version", pack.oldest_version},
      {"family", pack.family}};
  for (const auto& [key, text] : texts) {
    writer.key(key);
    writer.string(text);
  }
  writer.key("aliases");
  writer.begin_array();
  for (const std::string& alias : pack.aliases) writer.string(alias);
  writer.end_array();
  writer.end_object();
}

std::string as_json(const std::vector<WirePack>& packs) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("wirepacks");
  writer.begin_array();
  for (const WirePack& pack : packs) write_row(writer, pack);
  writer.end_array();
  writer.end_object();
  return out + '\n';
}

void list(const WirepackOptions& options, Run& run) {
  Catalog catalog(run.context.pack_folder, run.diagnostics);
  const std::vector<WirePack> packs = catalog.all(run.diagnostics);
  deliver(options.format == "json" ? as_json(packs) : as_text(packs), "", run.diagnostics);
}

void show(const WirepackOptions& options, Run& run) {
  Catalog catalog(run.context.pack_folder, run.diagnostics);
  const WirePack* pack = catalog.find(options.dialect, run.diagnostics);
  if (pack == nullptr) return;
  std::string out;
  JsonWriter writer(out);
  wirepacks::write_pack(writer, *pack);
  deliver(out + '\n', "", run.diagnostics);
}

void validate(const WirepackOptions& options, Run& run) {
  Catalog catalog(run.context.pack_folder, run.diagnostics);
  const std::optional<Source> source = read_file(options.file, run.diagnostics);
  const auto pack = source ? catalog.read(*source, {}, run.diagnostics) : std::nullopt;
  if (pack)
    deliver(fmt::format("{} is a wire pack: {} ({})\n", options.file, pack->name, pack->title), "",
            run.diagnostics);
}

using Action = void (*)(const WirepackOptions&, Run&);

CLI::App* add(CLI::App& group, const char* name, const char* help,
              const std::shared_ptr<WirepackOptions>& options, Run& run, Action action) {
  CLI::App* command = group.add_subcommand(name, help);
  command->callback([options, &run, action] {
    run.json_requested = options->format == "json";
    run.command = [options, &run, action] { action(*options, run); };
  });
  return command;
}

}  // namespace

void add_wirepack(CLI::App& app, Run& run) {
  auto options = std::make_shared<WirepackOptions>();
  CLI::App* group =
      app.add_subcommand("wirepack", "List, show and check the descriptions of dialects");
  group->require_subcommand(1);
  add(*group, "list", "Print which dialects there are", options, run, list)
      ->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  add(*group, "show", "Print a pack as JSON, folded to one version", options, run, show)
      ->add_option("dialect", options->dialect, "A name, with a version behind @ if it matters")
      ->required();
  add(*group, "validate", "Check a file", options, run, validate)
      ->add_option("file", options->file, "A pack")
      ->required();
}

}  // namespace sqlx::cli
