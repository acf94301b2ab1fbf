#include "generators/graphql_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "generators/escape.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kDeprecated = "deprecated";

// Behind the word: the reason, without the signs that lead to it.
std::string_view reason_of(std::string_view rest) {
  while (!rest.empty() && (is_space(rest.front()) || rest.front() == ':' || rest.front() == '-' ||
                           rest.front() == ','))
    rest.remove_prefix(1);
  return trim(rest);
}

bool ends_word(std::string_view rest) {
  return rest.empty() ||
         !(is_letter(rest.front()) || is_digit(rest.front()) || rest.front() == '_');
}

// The name that a keyword of JSON Schema has as an argument of the directive; the first one of a
// kind is said, as all of them are checked anyway.
void add_keywords(std::map<std::string, std::string>& rules, const std::vector<ModelCheck>& checks,
                  std::string_view field) {
  for (const ModelCheck& check : checks) {
    for (const Keyword& keyword : check.keywords) {
      if (keyword.field != field) continue;
      if (keyword.name == "enum") {
        rules.try_emplace("oneOf", fmt::format("[{}]", keyword.value));
      } else {
        rules.try_emplace(keyword.name, keyword.value);
      }
    }
  }
}

constexpr std::string_view kArguments[] = {
    "minLength",        "maxLength",  "minimum", "maximum", "exclusiveMinimum",
    "exclusiveMaximum", "multipleOf", "pattern", "oneOf",   "unique"};

}  // namespace

DescribedText described(std::string_view comment) {
  std::string_view text = trim(comment);
  if (text.empty()) return {};
  std::string_view word = text;
  if (word.front() == '@') word.remove_prefix(1);
  if (!starts_with_fold(word, kDeprecated) || !ends_word(word.substr(kDeprecated.size())))
    return {json_string(text), {}};
  const std::string_view reason = reason_of(word.substr(kDeprecated.size()));
  return {{},
          reason.empty() ? " @deprecated"
                         : fmt::format(" @deprecated(reason: {})", json_string(reason))};
}

std::string validate_directive(const Application& application, const ir::Table& table,
                               std::size_t column, std::string_view field,
                               const std::vector<ModelCheck>& checks,
                               const std::vector<ModelKey>& keys) {
  const ir::LogicalType& type = table.columns[column].type;
  std::map<std::string, std::string> rules;
  const bool is_text = type.kind == ir::TypeKind::kText || type.kind == ir::TypeKind::kChar;
  if (is_text && type.length && !application.pack.has(wirepacks::Feature::kFreeTypes))
    rules["maxLength"] = fmt::format("{}", *type.length);
  add_keywords(rules, checks, field);
  const auto is_unique = [&](const ModelKey& key) {
    return key.columns.size() == 1 && key.columns.front() == column;
  };
  if (std::any_of(keys.begin(), keys.end(), is_unique)) rules["unique"] = "true";
  std::vector<std::string> arguments;
  for (const std::string_view name : kArguments) {
    const auto found = rules.find(std::string(name));
    if (found != rules.end()) arguments.push_back(fmt::format("{}: {}", name, found->second));
  }
  return arguments.empty() ? "" : fmt::format(" @validate({})", fmt::join(arguments, ", "));
}

}  // namespace sqlx::generators
