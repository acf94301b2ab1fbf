// sqlx man: the manual page, made from the program's own commands and options, so that it cannot
// tell of others.
//
//     sqlx man | man -l -

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string>

#include "base/text.h"
#include "cli/command_outline.h"
#include "cli/commands.h"

namespace sqlx::cli {
namespace {

constexpr std::string_view kEnd =
    ".SH EXIT STATUS\n"
    ".TP\n0\ndone\n"
    ".TP\n1\nerrors in the input\n"
    ".TP\n2\nwrong usage\n"
    ".TP\n3\na database or file is out of reach\n"
    ".TP\n4\n\\fB\\-\\-check\\fR or \\fB\\-\\-exit\\-code\\fR found differences\n"
    ".TP\n70\na mistake in sqlx\n"
    ".SH ENVIRONMENT\n"
    ".TP\n\\fBDATABASE_URL\\fR\nthe database, where \\fB\\-\\-database\\fR does not name one; "
    "\\fB.env\\fR and \\fBsqlx.yaml\\fR come after it\n"
    ".TP\n\\fBNO_COLOR\\fR\nif it is set, nothing is coloured\n"
    ".SH FILES\n"
    ".TP\n\\fBsqlx.yaml\\fR\nthe configuration\n"
    ".TP\n\\fBsqlx.schema.json\\fR\nthe schema that an application was generated from\n";

// Hyphens that are typed, and a line that would begin with roff's own signs.
std::string roff(std::string text) {
  replace_all(text, "\\", "\\e");
  replace_all(text, "-", "\\-");
  replace_all(text, "\n.", "\n\\&.");
  replace_all(text, "\n'", "\n\\&'");
  return text.starts_with('.') || text.starts_with('\'') ? "\\&" + text : text;
}

void append_options(std::string& out, const CommandOutline& command) {
  for (const OptionOutline& option : command.options) {
    if (option.name == "--help" && !command.name.empty()) continue;  // every command has it
    out += fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(option.name),
                       option.takes_value && !option.is_positional ? " \\fIvalue\\fR" : "",
                       roff(option.help));
  }
}

std::string synopsis(const CommandOutline& command) {
  std::string out = fmt::format("\\fBsqlx {}\\fR", roff(command.name));
  for (const OptionOutline& option : command.options) {
    if (option.is_positional) out += fmt::format(" [\\fI{}\\fR]", roff(option.name));
  }
  return out + " [\\fIoptions\\fR]";
}

std::string manual(const CommandOutline& program) {
  std::string out = ".TH SQLX 1\n.SH NAME\nsqlx \\- " + roff(program.help) + "\n.SH SYNOPSIS\n";
  for (const CommandOutline& command : program.commands) out += synopsis(command) + "\n.br\n";
  out += ".SH OPTIONS OF EVERY COMMAND\n";
  append_options(out, program);
  for (const CommandOutline& command : program.commands) {
    out += fmt::format(".SH {}\n{}\n", roff(upper(command.name)), roff(command.help));
    append_options(out, command);
    for (const CommandOutline& below : command.commands) {
      out += fmt::format(".SS {} {}\n{}\n", roff(command.name), roff(below.name), roff(below.help));
      append_options(out, below);
    }
  }
  return out + std::string(kEnd);
}

}  // namespace

void add_man(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("man", "Print the manual page, for `man -l -`");
  command->callback([&app, &run] {
    run.command = [&app, &run] { deliver(manual(outline_of(app)), "", run.diagnostics); };
  });
}

}  // namespace sqlx::cli
