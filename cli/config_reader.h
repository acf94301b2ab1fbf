// How the values of sqlx.yaml are read: a table of keys for each map, and a reader for each kind of
// value that keys share.
//
// A map's table is an array of Key; read_keys() reads a map by it and refuses what is not in it,
// with what was meant instead.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "cli/config.h"
#include "cli/config_keys.h"
#include "cli/expand.h"
#include "cli/yaml.h"

namespace sqlx::cli {

// A value on its way into the configuration: the node, and the key that leads to it,
// `names.tables.orders`.
struct Value {
  const YamlNode& node;
  std::string path;
};

// `entry` of the map.
[[nodiscard]] Value member(const Value& map, const YamlEntry& entry);

// `list[i]`
[[nodiscard]] Value item(const Value& list, std::size_t i);

// What reading a value needs, and the kinds of values that keys share. Each reader leaves its
// target alone after an error.
class ConfigReader {
 public:
  ConfigReader(const Lookup& lookup, Diagnostics& diagnostics)
      : lookup_(lookup), diagnostics_(diagnostics) {}

  void wrong_type(const Value& value, std::string_view expected);
  [[nodiscard]] std::optional<ConfigText> raw_text(const Value& value,
                                                   std::string_view expected = "a text");
  [[nodiscard]] std::optional<ConfigText> text(const Value& value,
                                               std::string_view expected = "a text");

  // [a, b], or one word alone
  void words(const Value& value, std::vector<std::string>& into);

  [[nodiscard]] bool is_map(const Value& value, std::string_view expected);

  // {old: new, …}
  template <class Function>
  void renamings(const Value& map, Function add) {
    for (const YamlEntry& entry : map.node.entries) {
      if (auto name = text(member(map, entry), "a name")) add(entry.key, std::move(*name));
    }
  }

  // Something that must be there.
  void lacks(const Value& value, std::string_view what);

  void unknown_key(const YamlNode& key, std::string_view path, std::span<const std::string> known);

 private:
  void add(Code code, std::string message, Span where, std::string hint);

  const Lookup& lookup_;
  Diagnostics& diagnostics_;
};

template <class Target>
struct Key {
  ConfigKeyHelp help;
  void (*read)(ConfigReader& reader, const Value& value, Target& into);
};

template <class Target>
void read_keys(ConfigReader& reader, const Value& map, std::span<const Key<Target>> keys,
               Target& into) {
  for (const YamlEntry& entry : map.node.entries) {
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const auto& row) { return row.help.name == entry.key.text; });
    if (key == keys.end()) {
      std::vector<std::string> known;
      for (const auto& row : keys) known.emplace_back(row.help.name);
      reader.unknown_key(entry.key, map.path, known);
      continue;
    }
    key->read(reader, member(map, entry), into);
  }
}

}  // namespace sqlx::cli
