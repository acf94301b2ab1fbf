// What a YAML file holds, as a tree of values with their places. cli/yaml.h reads one; whoever is
// given a part of it says what is wrong there.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace sqlx {

struct YamlEntry;

struct YamlNode {
  enum class Kind : std::uint8_t { kNull, kText, kList, kMap };

  Kind kind = Kind::kNull;
  std::string text;             // of a text
  Span where;                   // in the redacted source; of a value that is not there, its key's
  std::vector<YamlNode> items;  // of a list
  std::vector<YamlEntry> entries;  // of a map, in the file's order

  bool operator==(const YamlNode& other) const;
};

struct YamlEntry {
  YamlNode key;
  YamlNode value;

  bool operator==(const YamlEntry& other) const = default;
};

// Written out: clang 14 loses itself in a default one, which asks for the entries' before it is
// there.
inline bool YamlNode::operator==(const YamlNode& other) const {
  return kind == other.kind && text == other.text && where == other.where && items == other.items &&
         entries == other.entries;
}

}  // namespace sqlx
