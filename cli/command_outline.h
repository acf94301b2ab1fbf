// The commands and options of the program as plain values, for what is made from them: shell
// completion and the manual page.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace sqlx::cli {

struct OptionOutline {
  std::string name;  // "--format", or of a positional "before"
  std::string help;
  bool takes_value = false;
  bool is_positional = false;
};

struct CommandOutline {
  std::string name;  // empty: the program itself, whose options every command takes
  std::string help;
  std::vector<OptionOutline> options;
  std::vector<CommandOutline> commands;
};

[[nodiscard]] CommandOutline outline_of(const CLI::App& app);

}  // namespace sqlx::cli
