// A YAML file as a tree of values with their places.
//
// yaml-cpp reads it, event by event; the tree is ours, so that depth, size and aliases are bounded however hostile the file, a key that
// stands twice is an error, and every value knows where it stands. Only what a configuration file needs: one document, keys that are
// words, every scalar a text. Aliases and merge keys (`<<`) work and are copies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/redact.h"

namespace sqlx::cli {

struct YamlEntry;

struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kText, kList, kMap };

  Kind kind = Kind::kNull;
  std::string text;  // of a text
  Span where;        // in the redacted source; of a value that is not there, its key's
  std::vector<YamlNode> items;     // of a list
  std::vector<YamlEntry> entries;  // of a map, in the file's order
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;
};

// `shown` is what messages show of `text`. A file that holds nothing is a null node.
[[nodiscard]] std::optional<YamlNode> parse_yaml(std::string_view text, const Redacted& shown, Diagnostics& diagnostics);

}  // namespace sqlx::cli
