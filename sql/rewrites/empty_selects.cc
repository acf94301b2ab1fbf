// SELECT without columns, which EXISTS may ask for: a target that wants one gets a 1. Elsewhere
// rows without columns cannot be said.
#include <fmt/format.h>

#include "sql/build.h"
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_empty(const Body* body) {
  const auto* select = body == nullptr ? nullptr : body->as<Select>();
  return select != nullptr && select->items.empty();
}

const Exists* with_one(const Exists& exists, Arena& arena) {
  Select* select = clone(arena, *exists.query->body->as<Select>());
  select->items =
      arena.list(static_cast<const SelectItem*>(make_item(arena, integer_literal(arena, 1))));
  Query* query = clone(arena, *exists.query);
  query->body = select;
  Exists* made = clone(arena, exists);
  made->query = query;
  return made;
}

const Node* filled(const Node* node, const RewriteContext& context) {
  if (const auto* exists = node->as<Exists>(); exists != nullptr && is_empty(exists->query->body)) {
    node = with_one(*exists, context.arena);
  } else if (const auto* query = node->as<Query>(); query != nullptr && is_empty(query->body)) {
    context.diagnostics.add(
        Code::kFeatureMissing,
        fmt::format("{} has no {}", context.pack.title, words(wirepacks::Feature::kEmptySelect)),
        context.place(*query), "name a column, or select a 1");
    return node;
  }
  return map_children(context.arena, node,
                      [&](const Node* child) { return filled(child, context); });
}

}  // namespace

const Node* empty_selects(const Node* node, const RewriteContext& context) {
  const auto is_meant = [](const Node& each) {
    return each.is<Select>() && each.as<Select>()->items.empty();
  };
  const bool is_needed =
      !context.pack.has(wirepacks::Feature::kEmptySelect) && any_node(*node, context, is_meant);
  return is_needed ? filled(node, context) : node;
}

}  // namespace sqlx::sql
