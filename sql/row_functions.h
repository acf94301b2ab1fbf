// The columns of functions in FROM that have names of their own: jsonb_each(a) gives `key` and
// `value`.
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "base/text.h"
#include "sql/ast/ast.h"
#include "sql/find.h"

namespace sqlx::sql {

struct GivenColumn {
  std::string_view name;
  TypeClass type = TypeClass::kUnknown;
};

// Empty for functions whose only column is called what the call is called.
[[nodiscard]] inline std::span<const GivenColumn> given_columns(Meaning meaning) {
  static constexpr GivenColumn kMembers[] = {{"key", TypeClass::kText},
                                             {"value", TypeClass::kJson}};
  static constexpr GivenColumn kTexts[] = {{"key", TypeClass::kText}, {"value", TypeClass::kText}};
  switch (meaning) {
    case Meaning::kJsonEach: return kMembers;
    case Meaning::kJsonEachText: return kTexts;
    case Meaning::kJsonElements: return std::span(kMembers).subspan(1);
    case Meaning::kJsonElementsText: return std::span(kTexts).subspan(1);
    default: return {};
  }
}

// A bare name that might be taken for a column of json_members.
[[nodiscard]] inline bool is_member_column(const Node& node) {
  static constexpr std::string_view kNames[] = {"key",    "value",   "type", "atom", "id",
                                                "parent", "fullkey", "path", "json", "root"};
  const auto* column = node.as<Column>();
  return column != nullptr && column->path.size() == 1 &&
         std::any_of(std::begin(kNames), std::end(kNames),
                     [&](std::string_view name) { return equal_fold(name, column->path[0].text); });
}

// Whether there is one in what is given to json_members.
[[nodiscard]] inline bool names_member_column(const Expr& document) {
  return has_node(document, is_member_column);
}

}  // namespace sqlx::sql
