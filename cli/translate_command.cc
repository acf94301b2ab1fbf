// sqlx translate: SQL of one dialect, said in another. The script is cli/translate_script.h's,
// lines of JSON are cli/translate_batch.h's.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/teller.h"
#include "cli/translate_batch.h"
#include "cli/translate_schema.h"
#include "cli/translate_script.h"
#include "wirepacks/catalog.h"

namespace sqlx::cli {
namespace {

struct TranslateCommand {
  std::string from, to, schema, file;
  std::optional<std::string> sql;  // "-": standard input
  std::string format = "text";
  bool strict = false;
  bool lenient = false;
  bool batch = false;
  bool verify = false;

  [[nodiscard]] bool wants_json() const { return batch || format == "json"; }
};

std::optional<Input> open_input(const TranslateCommand& command, Diagnostics& diagnostics) {
  if (!command.file.empty()) return Input::open(command.file, diagnostics);
  if (command.batch || command.sql == "-") return Input::open("-", diagnostics);
  return Input::of_text(*command.sql);
}

// What was wrong with the streams comes last: it is what ended the run.
void finish(Output& output, const Diagnostics& of_input, Run& run) {
  output.flush();
  run.diagnostics.append(of_input);
  run.diagnostics.append(output.diagnostics());
  run.json_requested = false;  // its document is out
}

void translate_batch(const TranslateCommand& command, Input& input, wirepacks::Catalog& catalog,
                     Run& run) {
  TranslateSchemas schemas(run);
  Output output;
  Diagnostics of_input;
  BatchTranslation batch({.from = command.from,
                          .to = command.to,
                          .schema = command.schema,
                          .strict = command.strict,
                          .verify = command.verify,
                          .translate = {.lenient = command.lenient}},
                         catalog, schemas, run.context, output);
  batch.run(input.fill([&] { output.flush(); }, of_input));
  of_input.append(batch.diagnostics());
  if (batch.failures() > 0) {
    of_input.add(Code::kBatchIncomplete,
                 fmt::format("{} of {} lines were not translated", batch.failures(), batch.lines()),
                 {}, "their `diagnostics` say why");
  }
  finish(output, of_input, run);
}

// What can be read twice is looked at as a whole before its first statement is translated. What is
// wrong with it is told the second time.
void look_at(Input& input, const wirepacks::WirePack& from, sql::Translator& translator) {
  if (!input.rewind()) return;
  Diagnostics aside;
  sql::StatementReader reader(input.fill([] {}, aside), input.name(), from);
  while (const auto piece = reader.next(aside)) {
    using Kind = sql::Piece::Kind;
    if (piece->kind == Kind::kStatement || piece->kind == Kind::kCopy)
      translator.look_at(piece->text);
  }
  static_cast<void>(input.rewind());  // as it could before
}

void translate_script(const TranslateCommand& command, Input& input, wirepacks::Catalog& catalog,
                      Run& run) {
  const wirepacks::WirePack* from = catalog.find(command.from, run.diagnostics);
  const wirepacks::WirePack* to = catalog.find(command.to, run.diagnostics);
  if (from == nullptr || to == nullptr) return;
  TranslateSchemas schemas(run);
  const ir::Database* schema =
      command.schema.empty() ? nullptr : schemas.find(command.schema, *from, run.diagnostics);
  if (run.diagnostics.has_errors()) return;
  std::unique_ptr<Verifier> verifier;
  if (command.verify) verifier = Verifier::make(*to, schema, run.context, run.diagnostics);
  sql::Translator translator(
      *from, *to, schema,
      {.lenient = command.lenient, .want_transformations = command.wants_json()}, run.diagnostics);
  if (run.diagnostics.has_errors()) return;
  look_at(input, *from, translator);
  Output output;
  Diagnostics of_input;
  Teller teller(run.context);
  sql::StatementReader reader(input.fill([&] { output.flush(); }, of_input), input.name(), *from);
  OtherDialects others(catalog, *from);
  ScriptTranslation script(translator, verifier.get(),
                           {.json = command.wants_json(), .strict = command.strict}, output, teller,
                           others);
  script.run(reader);
  teller.finish();
  run.exit_code =
      teller.exit_code() == kExitDone && !script.is_complete() ? kExitInput : teller.exit_code();
  finish(output, of_input, run);
}

void translate(const TranslateCommand& command, Run& run) {
  wirepacks::Catalog catalog(run.context.pack_folder, run.diagnostics);
  if (run.diagnostics.has_errors()) return;
  std::optional<Input> input = open_input(command, run.diagnostics);
  if (!input) return;
  command.batch ? translate_batch(command, *input, catalog, run)
                : translate_script(command, *input, catalog, run);
}

// CLI11 says of each option what it excludes; this is what it cannot say.
void check_usage(const TranslateCommand& command) {
  if (command.batch) {
    if (command.sql && *command.sql != "-")
      throw CLI::ValidationError(
          "--batch reads lines from --file or standard input, not an argument");
    return;
  }
  if (command.from.empty()) throw CLI::RequiredError("--from");
  if (command.to.empty()) throw CLI::RequiredError("--to");
  if (!command.sql && command.file.empty())
    throw CLI::ValidationError(
        "say what to translate: SQL, --file FILE, or `-` for standard input");
}

}  // namespace

void add_translate(CLI::App& app, Run& run) {
  auto options = std::make_shared<TranslateCommand>();
  CLI::App* command = app.add_subcommand("translate", "Say SQL in another dialect");
  command->add_option("--from", options->from,
                      "Dialect of the input, with a version if it matters: mysql, postgres@15");
  command->add_option("--to", options->to, "Dialect of the output");
  command->add_option("--schema", options->schema,
                      "A snapshot, or the URL of a database, that knows the tables");
  CLI::Option* strict =
      command->add_flag("--strict", options->strict, "A translation that is not exact is an error");
  command
      ->add_flag("--lenient", options->lenient,
                 "What only affects speed or storage may be left out with a note")
      ->excludes(strict);
  CLI::Option* format = command->add_option("--format", options->format, "text or json")
                            ->check(CLI::IsMember({"text", "json"}));
  command->add_flag("--batch", options->batch, "A JSON object a line in, one a line out")
      ->excludes(format);
  command->add_flag("--verify", options->verify,
                    "Give the output to the target's own parser, or to the engine itself");
  CLI::Option* file = command->add_option("--file", options->file, "Read the SQL from this file");
  command->add_option("sql", options->sql, "The SQL, or - for standard input")->excludes(file);
  command->callback([options, &run] {
    check_usage(*options);
    run.json_requested = options->wants_json();
    run.command = [options, &run] { translate(*options, run); };
  });
}

}  // namespace sqlx::cli
