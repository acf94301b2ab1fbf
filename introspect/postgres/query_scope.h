// One query of a stored tree, laid out for questions about its columns: which columns it shows,
// which relations its FROM has, and which of those an outer join may replace by NULLs.
// view_columns.cc asks the questions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "introspect/postgres/node_tree.h"

namespace sqlx::introspect::postgres {

struct Scope {
  Node query;
  const Scope* outer = nullptr;  // the query that this one is written in
  std::vector<Node> columns;     // target entries that can be seen from outside, by number
  std::vector<Node> entries;     // the range table
  std::vector<bool>
      kept;  // for each entry: it stands in FROM, and no outer join replaces its rows by NULLs
  bool grouping_sets = false;
};

// Nothing if it is not a SELECT, or not of a form that we know.
[[nodiscard]] std::optional<Scope> make_scope(Node query, const Scope* outer);

// Where in `entries` the server's number for one leads.
[[nodiscard]] std::optional<std::size_t> entry_index(const Scope& scope, Node number);

// The scope so many levels out, as :varlevelsup and :ctelevelsup count them.
[[nodiscard]] const Scope* outward(const Scope& scope, Node levels);

template <typename T>
std::optional<T> number_as(Node node) {
  const auto number = node.number();
  if (!number || !std::in_range<T>(*number)) return std::nullopt;
  return static_cast<T>(*number);
}

}  // namespace sqlx::introspect::postgres
