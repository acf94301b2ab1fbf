// Walking and rebuilding trees, written once over the fields that every node lists.
//
//   visit(node, fn)                calls fn(const Call&) or whatever the node is
//   for_each_child(node, fn)       calls fn(const Node&) for each child, in the order of its fields
//   map_children(arena, node, fn)  the node with fn(child) for each child: itself if nothing changed, else a copy
//   equal(a, b)                    the same tree, wherever it stood in the text
#pragma once

#include <cassert>
#include <type_traits>
#include <vector>

#include "sql/ast/definitions.h"

namespace sqlx::sql {

namespace detail {

template <class T>
constexpr bool kIsChild = false;
template <class T>
constexpr bool kIsChild<const T*> = std::is_base_of_v<Node, T>;

template <class T>
constexpr bool kIsChildren = false;
template <class T>
constexpr bool kIsChildren<List<const T*>> = std::is_base_of_v<Node, T>;

}  // namespace detail

template <class Fn>
decltype(auto) visit(const Node& node, Fn&& fn) {
  switch (node.kind) {
#define SQLX_NODE(type) \
  case NodeKind::k##type: return fn(static_cast<const type&>(node));
#include "sql/ast/nodes.def"
  }
  __builtin_unreachable();
}

template <class T, class Fn>
void for_each_field(const T& node, Fn&& fn) {
  std::apply([&](const auto&... fields) { (fn(fields.name, node.*(fields.member)), ...); }, T::fields());
}

template <class Fn>
void for_each_child(const Node& node, Fn&& fn) {
  visit(node, [&](const auto& typed) {
    for_each_field(typed, [&](std::string_view, const auto& value) {
      using Value = std::decay_t<decltype(value)>;
      if constexpr (detail::kIsChild<Value>) {
        if (value != nullptr) fn(static_cast<const Node&>(*value));
      } else if constexpr (detail::kIsChildren<Value>) {
        for (const auto* child : value) fn(static_cast<const Node&>(*child));
      }
    });
  });
}

namespace detail {

template <class T, class Fn>
const T* mapped(const T* child, Fn& fn) {
  return child == nullptr ? nullptr : static_cast<const T*>(fn(static_cast<const Node*>(child)));
}

template <class T, class Fn>
List<const T*> mapped(Arena& arena, List<const T*> children, Fn& fn) {
  for (std::size_t i = 0; i < children.size(); ++i) {
    const T* first = mapped(children[i], fn);
    if (first == children[i]) continue;
    std::vector<const T*> changed(children.begin(), children.end());
    changed[i] = first;
    for (++i; i < children.size(); ++i) changed[i] = mapped(children[i], fn);
    return arena.copy(changed);
  }
  return children;
}

}  // namespace detail

// `fn` takes and returns `const Node*` and must return a node that fits where the old one stood.
template <class Fn>
const Node* map_children(Arena& arena, const Node* node, Fn&& fn) {
  return visit(*node, [&](const auto& typed) -> const Node* {
    using T = std::decay_t<decltype(typed)>;
    T copy = typed;
    bool changed = false;
    std::apply(
        [&](const auto&... fields) {
          [[maybe_unused]] const auto map_field = [&](auto member) {
            using Value = std::decay_t<decltype(copy.*member)>;
            if constexpr (detail::kIsChild<Value>) {
              const auto value = detail::mapped(typed.*member, fn);
              changed |= value != typed.*member;
              copy.*member = value;
            } else if constexpr (detail::kIsChildren<Value>) {
              const auto value = detail::mapped(arena, typed.*member, fn);
              changed |= value.data() != (typed.*member).data();
              copy.*member = value;
            }
          };
          (map_field(fields.member), ...);
        },
        T::fields());
    return changed ? static_cast<const Node*>(arena.make<T>(copy)) : node;
  });
}

// A copy to change: `auto* changed = clone(arena, select); changed->where = …`.
template <class T>
[[nodiscard]] T* clone(Arena& arena, const T& node) {
  return arena.make<T>(node);
}

[[nodiscard]] bool equal(const Node* a, const Node* b);

// How deep the tree is, for those who walk it by recursion.
[[nodiscard]] std::size_t depth(const Node& node);

}  // namespace sqlx::sql
