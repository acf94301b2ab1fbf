#include "cli/command_outline.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

namespace sqlx::cli {
namespace {

std::vector<OptionOutline> options_of(const CLI::App& app) {
  std::vector<OptionOutline> options;
  for (const CLI::Option* option : app.get_options()) {
    const bool takes_value = option->get_type_size() != 0 && option->get_expected_max() != 0;
    if (option->get_positional() && option->get_lnames().empty())
      options.push_back({.name = option->get_name(true),
                         .help = option->get_description(),
                         .takes_value = true,
                         .is_positional = true});
    for (const std::string& name : option->get_lnames())
      options.push_back({.name = "--" + name,
                         .help = option->get_description(),
                         .takes_value = takes_value,
                         .is_positional = false});
  }
  return options;
}

}  // namespace

CommandOutline outline_of(const CLI::App& app) {
  CommandOutline outline{.name = app.get_parent() == nullptr ? std::string() : app.get_name(),
                         .help = app.get_description(),
                         .options = options_of(app),
                         .commands = {}};
  for (const CLI::App* command : app.get_subcommands({}))
    outline.commands.push_back(outline_of(*command));
  return outline;
}

}  // namespace sqlx::cli
