// Functions written once over the fields that every kind of node lists.
//
//   visit(node, fn)           calls fn(const Call&) or whatever the node is
//   for_each_field(node, fn)  calls fn(name, value) for each field of a node whose type is known
//
// Each call is compiled for every kind of node: what only looks at children is better said by
// sql/ast/visit.h.
#pragma once

#include <string_view>
#include <type_traits>

#include "sql/ast/definitions.h"

namespace sqlx::sql {

template <class T>
constexpr bool kIsChild = false;
template <class T>
constexpr bool kIsChild<const T*> = std::is_base_of_v<Node, T>;

template <class T>
constexpr bool kIsChildren = false;
template <class T>
constexpr bool kIsChildren<List<const T*>> = std::is_base_of_v<Node, T>;

template <class Fn>
decltype(auto) visit(const Node& node, Fn&& fn) {
  switch (node.kind) {
// clang-format off
#define SQLX_NODE(type) \
  case NodeKind::k##type: return fn(static_cast<const type&>(node));
#include "sql/ast/nodes.def"
    // clang-format on
  }
  __builtin_unreachable();
}

template <class T, class Fn>
void for_each_field(const T& node, Fn&& fn) {
  T::fields([&](std::string_view name, auto member) { fn(name, node.*member); });
}

}  // namespace sqlx::sql
