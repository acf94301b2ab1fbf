#include "cli/config.h"

#include <utility>

#include "base/file.h"
#include "base/redact.h"
#include "cli/config_keys.h"
#include "cli/yaml.h"
#include "introspect/url_secrets.h"

namespace sqlx::cli {
namespace {

// Where a part of a value stands, if the file has it in the same words; else the whole value. A
// quoted or folded one may differ.
Span place_of(const ConfigText& value, const Range& part) {
  const std::string_view words =
      std::string_view(value.text).substr(part.begin, part.end - part.begin);
  const std::size_t at = value.where.source->text.find(words, value.where.begin);
  if (at == std::string::npos || at + words.size() > value.where.end) return value.where;
  return {value.where.source, at, at + words.size()};
}

}  // namespace

std::optional<std::string> expanded(const ConfigText& value, const Lookup& lookup,
                                    Diagnostics& diagnostics) {
  std::string out;
  auto problem = expand(value.text, lookup, Unset::kIsProblem, out);
  if (!problem) return out;
  diagnostics.add(Code::kUndefinedVariable, std::move(problem->message),
                  place_of(value, problem->where), std::move(problem->hint));
  return std::nullopt;
}

std::optional<Config> read_config(std::string_view name, std::string_view text,
                                  const Lookup& lookup, Diagnostics& diagnostics) {
  const Redacted shown = redact(std::string(name), text, introspect::find_secrets_in_lines(text));
  const std::optional<YamlNode> root = parse_yaml(text, shown, diagnostics);
  if (!root) return std::nullopt;
  return read_config_tree(*root, lookup, diagnostics);
}

std::optional<Config> load_config(const Environment& environment, const Lookup& lookup,
                                  Diagnostics& diagnostics) {
  const std::string path = environment.path_of(kConfigFile);
  if (!file_exists(path)) return Config{};
  const std::optional<Source> source = read_file(path, diagnostics);
  if (!source) return std::nullopt;
  return read_config(kConfigFile, (*source)->text, lookup, diagnostics);
}

}  // namespace sqlx::cli
