// What a target cannot say, said another way: passes over trees of meanings, named, and listed by
// the packs that need them, in order.
//
// A rewrite returns the node it was given, or another one of the same meaning, or null for a
// statement that the target does not need; it never guesses. What has to be said by several
// statements stands in `before` and `after`; the rewrites behind it see those, too. One file each;
// the list is in sql/rewrites/rewrites.cc.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "sql/ast/ast.h"
#include "sql/ast/visit.h"
#include "sql/find.h"
#include "sql/reading/catalog.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// The nodes of a statement, children first, so that who looks for something needs no walk.
struct NodeList {
  std::vector<const Node*> nodes;
  KindSet kinds;

  void add(const Node& statement);
  [[nodiscard]] bool are_of(const Node& statement) const {
    return !nodes.empty() && nodes.back() == &statement;
  }
};

struct RewriteContext {
  const wirepacks::WirePack& from;
  const wirepacks::WirePack& pack;  // the target
  const Catalog& catalog;           // as it was before the statement
  const StatementText& text;
  Arena& arena;
  Diagnostics& diagnostics;
  std::vector<const Node*>& before;  // statements around the one that a rewrite returns
  std::vector<const Node*>& after;
  const NodeList& listed;  // of the statement that is rewritten, if it stands alone

  [[nodiscard]] Place place(const Node& node) const { return text.span(node.begin, node.end); }

  // All of the statement, children first; those of a statement that is not listed are collected in
  // `own`.
  [[nodiscard]] const std::vector<const Node*>& nodes_of(const Node& statement,
                                                         NodeList& own) const {
    if (listed.are_of(statement)) return listed.nodes;
    own.add(statement);
    return own.nodes;
  }
};

struct Rewrite {
  std::string_view name;
  const Node* (*run)(const Node* node, const RewriteContext& context);
  KindSet kinds;  // nothing to do in a statement without one of them
};

// Null if there is none of that name.
[[nodiscard]] const Rewrite* rewrite_named(std::string_view name);

// The statement with `made` for the node of that number, counted children first, and `fn(node)` for
// each behind it.
[[nodiscard]] const Node* remade(const Node& statement, std::size_t number, const Node* made,
                                 Arena& arena, FunctionRef<const Node*(const Node*)> fn);

// Applies `fn` to every node of these types in the statement, children first: `bottom_up<Call,
// Cast>(…)`. Most statements have nothing for most rewrites: only from the first node that changes
// is the tree made anew.
template <class... Types, class Fn>
[[nodiscard]] const Node* bottom_up(const Node* statement, const RewriteContext& context,
                                    const Fn& fn) {
  const auto is_meant = [](const Node* node) { return (node->is<Types>() || ...); };
  NodeList own;
  const std::vector<const Node*>& nodes = context.nodes_of(*statement, own);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!is_meant(nodes[i])) continue;
    const Node* made = fn(nodes[i]);
    if (made == nodes[i]) continue;
    return remade(*statement, i, made, context.arena, [&](const Node* node) -> const Node* {
      return is_meant(node) ? fn(node) : node;
    });
  }
  return statement;
}

// Whether a node of the statement is meant.
template <class Fn>
[[nodiscard]] bool any_node(const Node& statement, const RewriteContext& context,
                            const Fn& is_meant) {
  if (!context.listed.are_of(statement)) return has_node(statement, is_meant);
  return std::any_of(context.listed.nodes.begin(), context.listed.nodes.end(),
                     [&](const Node* each) { return is_meant(*each); });
}

}  // namespace sqlx::sql
