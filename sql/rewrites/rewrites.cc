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

// Most nodes are.
bool is_leaf(const Node& node) { return node.is<Column>() || node.is<Literal>(); }

// The rest of a tree whose first nodes, counted children first, are known to stay, and one to
// become `made`.
class Remake {
 public:
  Remake(Arena& arena, FunctionRef<const Node*(const Node*)> fn, std::size_t unchanged,
         const Node* made)
      : arena_(arena), fn_(fn), unchanged_(unchanged), made_(made) {}

  const Node* node(const Node* original) {
    const Node* mapped =
        is_leaf(*original)
            ? original
            : map_children(arena_, original, [this](const Node* child) { return node(child); });
    const std::size_t place = passed_++;
    if (place < unchanged_) return original;
    return place == unchanged_ ? made_ : fn_(mapped);
  }

 private:
  Arena& arena_;
  FunctionRef<const Node*(const Node*)> fn_;
  std::size_t unchanged_;
  const Node* made_;
  std::size_t passed_ = 0;
};

}  // namespace

const Rewrite* rewrite_named(std::string_view name) {
  static const Rewrite kRewrites[] = {
#define SQLX_REWRITE(function, ...) {#function, function, kinds({__VA_ARGS__})},
#include "sql/rewrites/list.def"
#undef SQLX_REWRITE
  };
  const auto found = std::find_if(std::begin(kRewrites), std::end(kRewrites),
                                  [&](const Rewrite& each) { return each.name == name; });
  return found == std::end(kRewrites) ? nullptr : found;
}

void NodeList::add(const Node& statement) {
  if (!is_leaf(statement)) for_each_child(statement, [this](const Node& child) { add(child); });
  kinds.set(static_cast<std::size_t>(statement.kind));
  nodes.push_back(&statement);
}

const Node* remade(const Node& statement, std::size_t number, const Node* made, Arena& arena,
                   FunctionRef<const Node*(const Node*)> fn) {
  return Remake(arena, fn, number, made).node(&statement);
}

}  // namespace sqlx::sql
