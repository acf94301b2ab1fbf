// The commands of the program, one file each. Every function adds one subcommand to CLI11's parser;
// main.cc lists them.
//
// A command's callback leaves what went wrong in `run.diagnostics`; main prints that and exits with
// the code of the first error.
#pragma once

#include <functional>

#include "base/diagnostic.h"
#include "cli/context.h"
#include "cli/environment.h"

namespace CLI {
class App;
}

namespace sqlx::cli {

struct Run {
  Environment environment;
  Context context;
  Diagnostics diagnostics;
  std::function<void()>
      command;  // of the subcommand that was chosen; set while the command line is parsed
  ExitCode exit_code = kExitDone;  // where errors were told already; else that of `diagnostics`
  bool json_requested =
      false;  // --format json was said: errors, too, are a document on standard output
};

void add_init(CLI::App& app, Run& run);
void add_generate(CLI::App& app, Run& run);
void add_dev(CLI::App& app, Run& run);
void add_diff(CLI::App& app, Run& run);
void add_advise(CLI::App& app, Run& run);
void add_introspect(CLI::App& app, Run& run);
void add_explain(CLI::App& app, Run& run);
void add_translate(CLI::App& app, Run& run);
void add_wirepack(CLI::App& app, Run& run);
void add_doctor(CLI::App& app, Run& run);
void add_parse(CLI::App& app, Run& run);
void add_completion(CLI::App& app, Run& run);
void add_man(CLI::App& app, Run& run);

}  // namespace sqlx::cli
