#include "sql/ast/visit.h"

#include <algorithm>

namespace sqlx::sql {
namespace {

template <class T>
bool equal_values(const T& a, const T& b) {
  if constexpr (detail::kIsChild<T>) {
    return equal(a, b);
  } else if constexpr (detail::kIsChildren<T>) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto* x, const auto* y) { return equal(x, y); });
  } else if constexpr (requires { a.begin(); }) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  } else {
    return a == b;
  }
}

}  // namespace

bool equal(const Node* a, const Node* b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr || a->kind != b->kind) return false;
  return visit(*a, [b](const auto& x) {
    const auto& y = static_cast<decltype(x)>(*b);
    return std::apply(
        [&](const auto&... fields) { return (equal_values(x.*(fields.member), y.*(fields.member)) && ...); },
        std::decay_t<decltype(x)>::fields());
  });
}

void add_kinds(const Node& node, KindSet& into) {
  into.set(static_cast<std::size_t>(node.kind));
  for_each_child(node, [&](const Node& child) { add_kinds(child, into); });
}

std::size_t depth(const Node& node) {
  std::size_t deepest = 0;
  for_each_child(node, [&](const Node& child) { deepest = std::max(deepest, depth(child)); });
  return deepest + 1;
}

}  // namespace sqlx::sql
