// What a target cannot say, said another way: passes over trees of meanings, named, and listed by the packs that need them, in order.
//
// A rewrite returns the node it was given, or another one of the same meaning, or null for a statement that the target does not need; it
// never guesses. What has to be said by several statements stands in `before` and `after`; the rewrites behind it see those, too. One file each; the list is in
// sql/rewrites/rewrites.cc.
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
  [[nodiscard]] bool are_of(const Node& statement) const { return !nodes.empty() && nodes.back() == &statement; }
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
};

struct Rewrite {
  std::string_view name;
  const Node* (*run)(const Node* node, const RewriteContext& context);
  KindSet kinds;  // nothing to do in a statement without one of them
};

// Null if there is none of that name.
[[nodiscard]] const Rewrite* rewrite_named(std::string_view name);

// Applies `fn` to every node of the statement, children first.
[[nodiscard]] const Node* bottom_up(const Node* statement, const RewriteContext& context, FunctionRef<const Node*(const Node*)> fn);

// Whether a node of the statement is meant.
template <class Fn>
[[nodiscard]] bool any_node(const Node& statement, const RewriteContext& context, const Fn& is_meant) {
  if (!context.listed.are_of(statement)) return has_node(statement, is_meant);
  return std::any_of(context.listed.nodes.begin(), context.listed.nodes.end(), [&](const Node* each) { return is_meant(*each); });
}

}  // namespace sqlx::sql
