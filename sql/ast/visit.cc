#include "sql/ast/visit.h"

#include <algorithm>

#include "sql/ast/fields.h"

namespace sqlx::sql {
namespace {

template <class T>
bool equal_values(const T& a, const T& b) {
  if constexpr (kIsChild<T>) {
    return equal(a, b);
  } else if constexpr (kIsChildren<T>) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto* x, const auto* y) { return equal(x, y); });
  } else if constexpr (requires { a.begin(); }) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  } else {
    return a == b;
  }
}

template <class T>
const T* mapped(const T* child, FunctionRef<const Node*(const Node*)> fn) {
  return child == nullptr ? nullptr : static_cast<const T*>(fn(child));
}

// A node that is copied when its first field changes.
template <class T>
class Rebuilt {
 public:
  Rebuilt(Arena& arena, const T& node, FunctionRef<const Node*(const Node*)> fn)
      : arena_(arena), node_(node), fn_(fn) {}

  template <class Value>
  void map([[maybe_unused]] Value T::*member) {
    if constexpr (kIsChild<Value>) {
      const auto value = mapped(node_.*member, fn_);
      if (value != node_.*member) set(member, value);
    } else if constexpr (kIsChildren<Value>) {
      const auto value =
          map_list(arena_, node_.*member, [&](const auto* child) { return mapped(child, fn_); });
      if (value.data() != (node_.*member).data()) set(member, value);
    }
  }

  const Node* node() const { return copy_ == nullptr ? &node_ : copy_; }

 private:
  template <class Value>
  void set(Value T::*member, Value value) {
    if (copy_ == nullptr) copy_ = clone(arena_, node_);
    copy_->*member = value;
  }

  Arena& arena_;
  const T& node_;
  FunctionRef<const Node*(const Node*)> fn_;
  T* copy_ = nullptr;
};

}  // namespace

void for_each_child(const Node& node, FunctionRef<void(const Node&)> fn) {
  visit(node, [&](const auto& typed) {
    for_each_field(typed, [&](std::string_view, const auto& value) {
      using Value = std::decay_t<decltype(value)>;
      if constexpr (kIsChild<Value>) {
        if (value != nullptr) fn(*value);
      } else if constexpr (kIsChildren<Value>) {
        for (const auto* child : value) fn(*child);
      }
    });
  });
}

const Node* map_children(Arena& arena, const Node* node, FunctionRef<const Node*(const Node*)> fn) {
  return visit(*node, [&](const auto& typed) -> const Node* {
    using T = std::decay_t<decltype(typed)>;
    Rebuilt<T> rebuilt(arena, typed, fn);
    T::fields([&](std::string_view, auto member) { rebuilt.map(member); });
    return rebuilt.node();
  });
}

bool equal(const Node* a, const Node* b) {
  if (a == b) return true;
  if (a == nullptr || b == nullptr || a->kind != b->kind) return false;
  return visit(*a, [b](const auto& x) {
    const auto& y = static_cast<decltype(x)>(*b);
    bool are_equal = true;
    std::decay_t<decltype(x)>::fields([&](std::string_view, auto member) {
      are_equal = are_equal && equal_values(x.*member, y.*member);
    });
    return are_equal;
  });
}

std::size_t depth(const Node& node) {
  std::size_t deepest = 0;
  for_each_child(node, [&](const Node& child) { deepest = std::max(deepest, depth(child)); });
  return deepest + 1;
}

}  // namespace sqlx::sql
