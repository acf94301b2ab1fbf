// Walking and rebuilding trees, written once over the fields that every node lists.
//
//   visit(node, fn)                calls fn(const Call&) or whatever the node is
//   for_each_child(node, fn)       calls fn(const Node&) for each child, in the order of its fields
//   map_list(arena, items, fn)     the list with fn(item) for each item: itself if nothing changed
//   map_children(arena, node, fn)  the node with fn(child) for each child: itself if nothing changed, else a copy
//   equal(a, b)                    the same tree, wherever it stood in the text
#pragma once

#include <algorithm>
#include <bitset>
#include <cassert>
#include <span>
#include <type_traits>

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

}  // namespace detail

// The list with fn(item) for each item: itself if nothing changed, else a copy.
template <class T, class Fn>
List<T> map_list(Arena& arena, List<T> items, Fn&& fn) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const T first = fn(items[i]);
    if (first == items[i]) continue;
    const std::span<T> changed = arena.array<T>(items.size());
    std::copy_n(items.begin(), i, changed.begin());
    changed[i] = first;
    for (++i; i < items.size(); ++i) changed[i] = fn(items[i]);
    return changed;
  }
  return items;
}

// `fn` takes and returns `const Node*` and must return a node that fits where the old one stood.
template <class Fn>
const Node* map_children(Arena& arena, const Node* node, Fn&& fn) {
  return visit(*node, [&](const auto& typed) -> const Node* {
    using T = std::decay_t<decltype(typed)>;
    [[maybe_unused]] T* copy = nullptr;  // made when something has changed
    [[maybe_unused]] const auto set = [&](auto member, auto value) {
      if (copy == nullptr) copy = arena.make<T>(typed);
      copy->*member = value;
    };
    std::apply(
        [&](const auto&... fields) {
          [[maybe_unused]] const auto map_field = [&](auto member) {
            using Value = std::decay_t<decltype(typed.*member)>;
            if constexpr (detail::kIsChild<Value>) {
              const auto value = detail::mapped(typed.*member, fn);
              if (value != typed.*member) set(member, value);
            } else if constexpr (detail::kIsChildren<Value>) {
              const auto value = map_list(arena, typed.*member, [&](const auto* child) { return detail::mapped(child, fn); });
              if (value.data() != (typed.*member).data()) set(member, value);
            }
          };
          (map_field(fields.member), ...);
        },
        T::fields());
    return copy == nullptr ? node : copy;
  });
}

using KindSet = std::bitset<kNodeKinds>;

// The kinds of nodes that a tree has.
void add_kinds(const Node& node, KindSet& into);

// A copy to change: `auto* changed = clone(arena, select); changed->where = …`.
template <class T>
[[nodiscard]] T* clone(Arena& arena, const T& node) {
  return arena.make<T>(node);
}

[[nodiscard]] bool equal(const Node* a, const Node* b);

// How deep the tree is, for those who walk it by recursion.
[[nodiscard]] std::size_t depth(const Node& node);

}  // namespace sqlx::sql
