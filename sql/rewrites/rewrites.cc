#include "sql/rewrites/rewrites.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using enum NodeKind;

KindSet kinds(std::initializer_list<NodeKind> all) {
  KindSet set;
  for (const NodeKind kind : all) set.set(static_cast<std::size_t>(kind));
  return set;
}

}  // namespace

const Rewrite* rewrite_named(std::string_view name) {
  static const Rewrite kRewrites[] = {
#define SQLX_REWRITE(function, ...) {#function, function, kinds({__VA_ARGS__})},
#include "sql/rewrites/list.def"
#undef SQLX_REWRITE
  };
  const auto found = std::find_if(std::begin(kRewrites), std::end(kRewrites), [&](const Rewrite& each) { return each.name == name; });
  return found == std::end(kRewrites) ? nullptr : found;
}

const Node* bottom_up(const Node* node, Arena& arena, FunctionRef<const Node*(const Node*)> fn) {
  const bool is_leaf = node->is<Column>() || node->is<Literal>();  // most nodes are
  return fn(is_leaf ? node : map_children(arena, node, [&](const Node* child) { return bottom_up(child, arena, fn); }));
}

}  // namespace sqlx::sql
