// A YAML file as a tree of values with their places.
//
// yaml-cpp reads it, event by event; the tree is ours, so that depth, size and aliases are bounded
// however hostile the file, a key that stands twice is an error, and every value knows where it
// stands. Only what a configuration file needs: one document, keys that are words, every scalar a
// text. Aliases and merge keys (`<<`) work and are copies.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/redact.h"
#include "base/yaml_node.h"

namespace sqlx::cli {

// `shown` is what messages show of `text`. A file that holds nothing is a null node.
[[nodiscard]] std::optional<YamlNode> parse_yaml(std::string_view text, const Redacted& shown,
                                                 Diagnostics& diagnostics);

}  // namespace sqlx::cli
