// Names of tables, columns, indexes and constraints that are longer than the target's, told: some
// engines cut them, others refuse them.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

// The name that a definition gives; empty for any other node.
Name given_by(const Node& node) {
  switch (node.kind) {
    case NodeKind::kCreateTable: return node.as<CreateTable>()->name.back();
    case NodeKind::kCreateView: return node.as<CreateView>()->name.back();
    case NodeKind::kColumnDefinition: return node.as<ColumnDefinition>()->name;
    case NodeKind::kIndexDefinition: return node.as<IndexDefinition>()->name;
    case NodeKind::kConstraint: return node.as<Constraint>()->name;
    default: return {};
  }
}

void look_at(const Node& node, const RewriteContext& context) {
  const std::size_t longest = context.pack.lexical.longest_name;
  const std::string_view name = given_by(node).text;
  if (name.size() > longest) {
    context.diagnostics.add(Code::kConditional,
                            fmt::format("{} keeps {} bytes of the name `{}`", context.pack.title,
                                        longest, printable(name)),
                            context.place(node));
  }
  for_each_child(node, [&](const Node& child) { look_at(child, context); });
}

}  // namespace

const Node* long_names(const Node* node, const RewriteContext& context) {
  if (context.pack.lexical.longest_name > 0) look_at(*node, context);
  return node;
}

}  // namespace sqlx::sql
