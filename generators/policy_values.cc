#include "generators/policy_values.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "generators/escape.h"

namespace sqlx::generators {
namespace {

using Kind = YamlNode::Kind;

constexpr std::array<std::string_view, 8> kOperators = {"eq", "ne",  "lt",   "lte",
                                                        "gt", "gte", "like", "ilike"};
constexpr std::array<std::string_view, 2> kListOperators = {"in", "notIn"};

template <class List>
bool has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// `{claim: sub}`
bool is_claim(const YamlNode& node) {
  return node.kind == Kind::kMap && node.entries.size() == 1 &&
         node.entries[0].key.text == "claim" && node.entries[0].value.kind == Kind::kText;
}

bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 19 && std::all_of(text.begin(), text.end(), is_digit);
}

// 18, -0.5, 1e3
bool is_number(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.eE+-");
  return !text.empty() && end == std::string_view::npos &&
         (is_digit(text.front()) || text.front() == '-') && is_digit(text.back());
}

bool is_float(ir::TypeKind kind) {
  return kind == ir::TypeKind::kFloat32 || kind == ir::TypeKind::kFloat64;
}

// Kinds whose values are no texts for the ORM, nor any other single word.
bool has_no_literal(ir::TypeKind kind) {
  using enum ir::TypeKind;
  return kind == kBytes || kind == kJson || kind == kArray || kind == kComposite || kind == kSet ||
         kind == kVector;
}

bool is_whole(ir::TypeKind kind) {
  return (kind >= ir::TypeKind::kInt8 && kind <= ir::TypeKind::kUint64) ||
         kind == ir::TypeKind::kYear;
}

}  // namespace

std::string PolicyValues::comparison(const YamlNode& node, std::string_view path) {
  if (node.kind != Kind::kMap || is_claim(node)) return operand(node, path);
  std::vector<std::string> parts;
  for (const YamlEntry& entry : node.entries) parts.push_back(operation(entry, path));
  return fmt::format("{{ {} }}", fmt::join(parts, ", "));
}

std::string PolicyValues::operation(const YamlEntry& entry, std::string_view path) {
  const std::string& name = entry.key.text;
  if (has(kOperators, name)) return fmt::format("{}: {}", name, operand(entry.value, path));
  if (has(kListOperators, name)) return fmt::format("{}: {}", name, list(entry.value, path));
  if (name == "isNull" && (entry.value.text == "true" || entry.value.text == "false"))
    return fmt::format("isNull: {}", entry.value.text);
  std::vector<std::string> known(kOperators.begin(), kOperators.end());
  known.insert(known.end(), {"in", "notIn", "isNull", "claim"});
  std::string hint = did_you_mean(name, known);
  if (hint.empty()) hint = fmt::format("there are {}", enumerate(known, known.size()));
  diagnostics_.add(Code::kConfigUnknownKey,
                   fmt::format("`{}` can't compare by `{}`", path, printable(name)),
                   entry.key.where, std::move(hint));
  return "";
}

std::string PolicyValues::operand(const YamlNode& node, std::string_view path) {
  if (!is_claim(node)) return literal(node, path);
  has_claims_ = true;
  return fmt::format("claim({})", ts_string(node.entries[0].value.text));
}

// The list itself may be a claim.
std::string PolicyValues::list(const YamlNode& node, std::string_view path) {
  if (is_claim(node)) return operand(node, path);
  if (node.kind != Kind::kList) return wrong(node, path, "a list of values");
  std::vector<std::string> values;
  for (const YamlNode& item : node.items) values.push_back(literal(item, path));
  return fmt::format("[{}]", fmt::join(values, ", "));
}

std::string PolicyValues::literal(const YamlNode& node, std::string_view path) {
  if (node.kind != Kind::kText)
    return wrong(node, path, "a value, `{claim: …}`, or a map of comparisons");
  if (node.text == "null" || node.text == "~")
    return wrong(node, path, "`{isNull: true}` where NULL is meant");
  if (is_whole(column_.type.kind))
    return is_integer(node.text) ? node.text + "n" : wrong(node, path, "a whole number");
  if (is_float(column_.type.kind))
    return is_number(node.text) ? node.text : wrong(node, path, "a number");
  if (has_no_literal(column_.type.kind))
    return wrong(node, path, "of another column: a value of this type can't be written here");
  if (column_.type.kind != ir::TypeKind::kBoolean) return ts_string(node.text);
  return node.text == "true" || node.text == "false" ? node.text
                                                     : wrong(node, path, "true or false");
}

std::string PolicyValues::wrong(const YamlNode& node, std::string_view path,
                                std::string_view expected) {
  diagnostics_.add(Code::kConfigWrongType, fmt::format("`{}` should be {}", path, expected),
                   node.where, "");
  return "";
}

}  // namespace sqlx::generators
