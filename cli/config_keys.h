// The keys of sqlx.yaml: one table, from which the file is read, and its commented copy and
// documentation made.
#pragma once

#include <optional>
#include <span>
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

struct ConfigValue {
  std::string_view key;
  std::string yaml;
};

// A sqlx.yaml with every key explained; those with a value have it, the others are commented out.
[[nodiscard]] std::string commented_config(std::span<const ConfigValue> values = {});

// A text as a value of the file; what looks like a variable in it is none.
[[nodiscard]] std::string config_text(std::string_view text);
[[nodiscard]] std::string config_list(std::span<const std::string> texts);

[[nodiscard]] std::optional<Config> read_config_tree(const YamlNode& root, const Lookup& lookup,
                                                     Diagnostics& diagnostics);

}  // namespace sqlx::cli
