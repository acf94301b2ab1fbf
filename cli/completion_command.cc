// sqlx completion: what a shell has to know to complete a command line of sqlx, made from the
// program's own commands and options.
//
//     sqlx completion bash > /etc/bash_completion.d/sqlx

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <array>
#include <memory>
#include <string>

#include "base/text.h"
#include "cli/command_outline.h"
#include "cli/commands.h"

namespace sqlx::cli {
namespace {

std::string names_of(const std::vector<CommandOutline>& commands) {
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const CommandOutline& command : commands) names.push_back(command.name);
  return join(names, " ");
}

std::string option_names(const CommandOutline& command) {
  std::vector<std::string> names;
  for (const OptionOutline& option : command.options) {
    if (!option.is_positional) names.push_back(option.name);
  }
  return join(names, " ");
}

// Words of help are in the shells' single quotes: the first line of it, without what would end
// them.
std::string quoted(std::string help) {
  help = help.substr(0, help.find('\n'));
  replace_all(help, "'", "’");
  return help;
}

std::string bash(const CommandOutline& program) {
  std::string out =
      "_sqlx() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\" command=\"\" each words\n";
  out += "  for each in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n";
  out +=
      fmt::format("    case \" {} \" in *\" $each \"*) command=\"$each\"; break;; esac\n  done\n",
                  names_of(program.commands));
  out += "  case \"$command\" in\n";
  for (const CommandOutline& command : program.commands) {
    const std::string below = command.commands.empty() ? "" : names_of(command.commands) + ' ';
    out += fmt::format("    {}) words=\"{}{} {}\";;\n", command.name, below, option_names(command),
                       option_names(program));
  }
  out += fmt::format("    *) words=\"{} {}\";;\n  esac\n", names_of(program.commands),
                     option_names(program));
  out += "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n";
  return out +
         "  [[ ${#COMPREPLY[@]} -gt 0 || \"$word\" == -* ]] || COMPREPLY=($(compgen -f -- "
         "\"$word\"))\n}\ncomplete -o filenames -F _sqlx sqlx\n";
}

// Square brackets and colons are _arguments' own.
std::string for_zsh(const std::string& help) {
  std::string text = quoted(help);
  for (const char* const sign : {"\\", "[", "]", ":"})
    replace_all(text, sign, std::string("\\") + sign);
  return text;
}

void append_zsh_options(std::string& out, const CommandOutline& command,
                        std::string_view indentation) {
  for (const OptionOutline& option : command.options) {
    if (option.is_positional) continue;
    out += fmt::format(" \\\n{}'{}[{}]{}'", indentation, option.name, for_zsh(option.help),
                       option.takes_value ? ":value:_files" : "");
  }
}

std::string zsh(const CommandOutline& program) {
  std::string out =
      "#compdef sqlx\n\n_sqlx() {\n  local line state\n  local -a commands\n  commands=(\n";
  for (const CommandOutline& command : program.commands)
    out += fmt::format("    '{}:{}'\n", command.name, for_zsh(command.help));
  out += "  )\n  _arguments -C";
  append_zsh_options(out, program, "    ");
  out += " \\\n    '1:command:->command' \\\n    '*::argument:->argument'\n";
  out +=
      "  case $state in\n    command) _describe command commands;;\n    argument)\n      case "
      "$line[1] in\n";
  for (const CommandOutline& command : program.commands) {
    out += fmt::format("        {}) _arguments", command.name);
    append_zsh_options(out, command, "          ");
    out += " \\\n          '*:file:_files';;\n";
  }
  return out + "      esac;;\n  esac\n}\n\n_sqlx \"$@\"\n";
}

std::string fish(const CommandOutline& program) {
  const std::string none = "not __fish_seen_subcommand_from " + names_of(program.commands);
  std::string out;
  for (const CommandOutline& command : program.commands)
    out += fmt::format("complete -c sqlx -f -n '{}' -a {} -d '{}'\n", none, command.name,
                       quoted(command.help));
  const auto add = [&](const CommandOutline& command, const std::string& condition) {
    for (const OptionOutline& option : command.options) {
      if (option.is_positional) continue;
      out += fmt::format("complete -c sqlx{} -l {}{} -d '{}'\n", condition, option.name.substr(2),
                         option.takes_value ? " -r" : "", quoted(option.help));
    }
  };
  add(program, "");
  for (const CommandOutline& command : program.commands)
    add(command, fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name));
  return out;
}

using Writer = std::string (*)(const CommandOutline&);
constexpr std::array<std::pair<std::string_view, Writer>, 3> kShells = {
    {{"bash", bash}, {"zsh", zsh}, {"fish", fish}}};

}  // namespace

void add_completion(CLI::App& app, Run& run) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Print what a shell needs to complete command lines of sqlx");
  command->add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([shell, &app, &run] {
    run.command = [shell, &app, &run] {
      for (const auto& [name, write] : kShells) {
        if (name == *shell) deliver(write(outline_of(app)), "", run.diagnostics);
      }
    };
  });
}

}  // namespace sqlx::cli
