#include "cli/config_reader.h"

#include <fmt/format.h>

#include <array>

#include "base/document.h"
#include "base/text.h"

namespace sqlx::cli {
namespace {

// As the redacted source has it: the value may be a password.
std::string shown(const YamlNode& node) {
  return node.where.source->text.substr(node.where.begin, node.where.end - node.where.begin);
}

}  // namespace

Value member(const Value& map, const YamlEntry& entry) {
  return {entry.value,
          map.path.empty() ? entry.key.text : fmt::format("{}.{}", map.path, entry.key.text)};
}

Value item(const Value& list, std::size_t i) {
  return {list.node.items[i], fmt::format("{}[{}]", list.path, i)};
}

void ConfigReader::wrong_type(const Value& value, std::string_view expected) {
  static constexpr std::array<std::string_view, 4> kKinds = {"nothing", "a text", "a list",
                                                             "a map"};
  const bool is_text = value.node.kind == YamlNode::Kind::kText;
  add(Code::kConfigWrongType,
      fmt::format("`{}` should be {}, not {}", value.path, expected,
                  is_text ? fmt::format("`{}`", shown(value.node))
                          : kKinds[static_cast<std::size_t>(value.node.kind)]),
      value.node.where,
      value.node.kind == YamlNode::Kind::kNull ? "give it a value, or remove the key" : "");
}

std::optional<ConfigText> ConfigReader::raw_text(const Value& value, std::string_view expected) {
  if (value.node.kind == YamlNode::Kind::kText)
    return ConfigText{value.node.text, value.node.where};
  wrong_type(value, expected);
  return std::nullopt;
}

std::optional<ConfigText> ConfigReader::text(const Value& value, std::string_view expected) {
  std::optional<ConfigText> read = raw_text(value, expected);
  if (!read) return std::nullopt;
  auto with_variables = expanded(*read, lookup_, diagnostics_);
  if (!with_variables) return std::nullopt;
  read->text = std::move(*with_variables);
  return read;
}

void ConfigReader::words(const Value& value, std::vector<std::string>& into) {
  static constexpr std::string_view kExpected = "a word or a list of words";
  if (value.node.kind != YamlNode::Kind::kList) {
    if (auto one = text(value, kExpected)) into.push_back(std::move(one->text));
    return;
  }
  for (std::size_t i = 0; i < value.node.items.size(); ++i) {
    if (auto one = text(item(value, i), "a word")) into.push_back(std::move(one->text));
  }
}

bool ConfigReader::is_map(const Value& value, std::string_view expected) {
  if (value.node.kind == YamlNode::Kind::kMap) return true;
  wrong_type(value, expected);
  return false;
}

void ConfigReader::lacks(const Value& value, std::string_view what) {
  add(Code::kConfigWrongType, fmt::format("`{}` should have {}", value.path, what),
      value.node.where, "");
}

void ConfigReader::unknown_key(const YamlNode& key, std::string_view path,
                               std::span<const std::string> known) {
  std::string hint = did_you_mean(key.text, known);
  if (hint.empty()) hint = fmt::format("the keys here are {}", enumerate(known, known.size()));
  add(Code::kConfigUnknownKey,
      path.empty() ? fmt::format("unknown key `{}`", key.text)
                   : fmt::format("unknown key `{}` in `{}`", key.text, path),
      key.where, std::move(hint));
}

void ConfigReader::add(Code code, std::string message, Span where, std::string hint) {
  diagnostics_.add(code, std::move(message), std::move(where), std::move(hint));
}

}  // namespace sqlx::cli
