// The keys of sqlx.yaml: one table, from which the file is read, and its commented copy and documentation made.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/config.h"
#include "cli/yaml.h"

namespace sqlx::cli {

struct ConfigKeyHelp {
  std::string_view name;
  std::string_view help;    // one sentence
  std::string_view sample;  // lines of YAML
};

// In the order in which a person would want them.
[[nodiscard]] std::vector<ConfigKeyHelp> config_keys();

// A sqlx.yaml with every key, explained and commented out.
[[nodiscard]] std::string commented_config();

[[nodiscard]] std::optional<Config> read_config_tree(const YamlNode& root, const Lookup& lookup, Diagnostics& diagnostics);

}  // namespace sqlx::cli
