// sqlx explain CODE: what a diagnostic means and what to do. `--list` prints all;
// docs/diagnostics.md is `sqlx explain --list --format markdown`.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <string>

#include "base/document.h"
#include "base/text.h"
#include "cli/commands.h"

namespace sqlx::cli {
namespace {

struct ExplainOptions {
  std::string code;
  bool list = false;
  std::string format = "text";
};

std::string as_text(const CodeInfo& code) {
  return fmt::format("{} ({}): {}\n\n{}\n", to_string(code.code), to_string(code.severity),
                     code.title, code.explanation);
}

std::string list_as_text() {
  std::string out;
  for (const CodeInfo& code : all_codes())
    out += fmt::format("{}  {}\n", to_string(code.code), code.title);
  return out;
}

std::string list_as_markdown() {
  std::string out =
      "# Diagnostics\n\n"
      "Every message of sqlx carries one of these codes. The first digit is the stage: 1 command "
      "line and configuration, 2 connect and\n"
      "introspect, 3 schema, 4 parse, 5 translate, 6 generate, 7 advise, 9 internal. This page is "
      "the output of\n"
      "`sqlx explain --list --format markdown`.\n";
  for (const CodeInfo& code : all_codes()) {
    out +=
        fmt::format("\n## {}: {}\n\n*{}, exit code {}.* {}\n", to_string(code.code), code.title,
                    to_string(code.severity), static_cast<int>(code.exit_code), code.explanation);
  }
  return out;
}

void write_code(DocumentWriter& writer, const CodeInfo& code) {
  writer.begin_object();
  writer.key("code");
  writer.string(to_string(code.code));
  writer.key("severity");
  writer.string(to_string(code.severity));
  writer.key("exit_code");
  writer.number(code.exit_code);
  writer.key("title");
  writer.string(code.title);
  writer.key("explanation");
  writer.string(code.explanation);
  writer.end_object();
}

std::string as_json(std::span<const CodeInfo> codes) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("codes");
  writer.begin_array();
  for (const CodeInfo& code : codes) write_code(writer, code);
  writer.end_array();
  writer.end_object();
  return out + '\n';
}

void explain_list(const ExplainOptions& options, Run& run) {
  const std::string text = options.format == "json"       ? as_json(all_codes())
                           : options.format == "markdown" ? list_as_markdown()
                                                          : list_as_text();
  deliver(text, "", run.diagnostics);
}

void explain_one(const ExplainOptions& options, Run& run) {
  const std::optional<Code> code = code_from_string(options.code);
  if (code) {
    const CodeInfo& row = info(*code);
    deliver(options.format == "json" ? as_json({&row, 1}) : as_text(row), "", run.diagnostics);
    return;
  }
  std::vector<std::string> known;
  for (const CodeInfo& row : all_codes()) known.push_back(to_string(row.code));
  const std::string meant = did_you_mean(upper(options.code), known);
  run.diagnostics.add(Code::kUnknownDiagnostic,
                      fmt::format("there is no diagnostic `{}`", options.code), {},
                      meant.empty() ? "`sqlx explain --list` prints all codes" : meant);
}

}  // namespace

void add_explain(CLI::App& app, Run& run) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "Say what a diagnostic code means");
  CLI::Option* code = command->add_option("code", options->code, "A code, such as SQLX2011");
  command->add_flag("--list", options->list, "List all codes")->excludes(code);
  command->add_option("--format", options->format, "text, json or markdown (with --list)")
      ->check(CLI::IsMember({"text", "json", "markdown"}));
  command->callback([options, &run, code] {
    if (!options->list && code->count() == 0) throw CLI::RequiredError("code");
    run.json_requested = options->format == "json";
    run.command = [options, &run] {
      options->list ? explain_list(*options, run) : explain_one(*options, run);
    };
  });
}

}  // namespace sqlx::cli
