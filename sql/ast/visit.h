// Walking and rebuilding trees of any kind of node.
#pragma once

#include <algorithm>
#include <bitset>
#include <span>

#include "base/function_ref.h"
#include "sql/ast/definitions.h"

namespace sqlx::sql {

// Calls fn for each child, in the order of the node's fields.
void for_each_child(const Node& node, FunctionRef<void(const Node&)> fn);

// The node with fn(child) for each child: itself if nothing changed, else a copy. `fn` must return
// a node that fits where the old one stood.
[[nodiscard]] const Node* map_children(Arena& arena, const Node* node,
                                       FunctionRef<const Node*(const Node*)> fn);

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

using KindSet = std::bitset<kNodeKinds>;

// A copy to change: `auto* changed = clone(arena, select); changed->where = …`.
template <class T>
[[nodiscard]] T* clone(Arena& arena, const T& node) {
  return arena.make<T>(node);
}

// The same tree, wherever it stood in the text.
[[nodiscard]] bool equal(const Node* a, const Node* b);

// How deep the tree is, for those who walk it by recursion.
[[nodiscard]] std::size_t depth(const Node& node);

}  // namespace sqlx::sql
