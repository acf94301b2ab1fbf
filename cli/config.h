// sqlx.yaml as a value.
//
// What keys there are stands in one table, cli/config_keys.cc: a new key is a member here, a row
// there and a paragraph in docs/configuration.md. Values hold `${NAME}` expanded, except
// `database`, which is expanded when it is the one that is used.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "cli/environment.h"
#include "cli/expand.h"
#include "generators/settings.h"
#include "ir/names.h"

namespace sqlx::cli {

inline constexpr std::string_view kConfigFile = "sqlx.yaml";

// A text of the file that a later stage may have something to say about.
struct ConfigText {
  std::string text;
  Span where;

  bool operator==(const ConfigText&) const = default;
};

struct Config {
  std::optional<ConfigText> database;  // as written
  std::vector<std::string> schemas;
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::optional<std::chrono::milliseconds> timeout;
  ir::NameOverrides names;
  generators::Settings settings;  // of the application
  std::string templates;          // a folder of templates that take the places of ours

  bool operator==(const Config&) const = default;
};

// Reads the text of a sqlx.yaml; `name` is what messages call it. Nothing, and errors, if anything
// in it is wrong.
[[nodiscard]] std::optional<Config> read_config(std::string_view name, std::string_view text,
                                                const Lookup& lookup, Diagnostics& diagnostics);

// The sqlx.yaml of the working directory; an empty configuration if there is none.
[[nodiscard]] std::optional<Config> load_config(const Environment& environment,
                                                const Lookup& lookup, Diagnostics& diagnostics);

// The value with its variables; an undefined one is kUndefinedVariable at its place.
[[nodiscard]] std::optional<std::string> expanded(const ConfigText& value, const Lookup& lookup,
                                                  Diagnostics& diagnostics);

}  // namespace sqlx::cli
