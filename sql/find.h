// Questions to a whole tree: is there a node that … .
#pragma once

#include "base/text.h"
#include "sql/ast/visit.h"
#include "sql/meaning.h"

namespace sqlx::sql {

// Whether `is_meant` says yes to the node or to one below it.
template <class Fn>
[[nodiscard]] bool has_node(const Node& node, const Fn& is_meant) {
  bool found = is_meant(node);
  for_each_child(node, [&](const Node& child) { found = found || has_node(child, is_meant); });
  return found;
}

// A table that is called by this name alone, as those of WITH are.
[[nodiscard]] inline bool is_table_named(const Node& node, const Name& name) {
  const auto* table = node.as<Table>();
  return table != nullptr && table->name.size() == 1 && equal_fold(table->name[0].text, name.text);
}

[[nodiscard]] inline bool reads_table(const Node& node, const Name& name) {
  return has_node(node, [&](const Node& each) { return is_table_named(each, name); });
}

[[nodiscard]] inline bool is_aggregate(const Node& node) {
  const auto* call = node.as<Call>();
  return call != nullptr && call->over == nullptr && info(call->meaning).role == Role::kAggregate;
}

// Of this query, not of one inside it.
[[nodiscard]] inline bool has_aggregate(const Node& node) {
  if (node.is<Query>()) return false;
  bool found = is_aggregate(node);
  for_each_child(node, [&](const Node& child) { found = found || has_aggregate(child); });
  return found;
}

}  // namespace sqlx::sql
