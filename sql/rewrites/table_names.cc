// Names for tables in FROM that have none, for a target that wants one for each; VALUES also get
// the names that their columns have.
#include <string>

#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

List<Name> names_of(const Values& values, Arena& arena) {
  std::vector<Name> names;
  for (std::size_t i = 1; !values.rows.empty() && i <= values.rows[0]->items.size(); ++i) {
    names.push_back(Name{arena.copy(std::string_view("column" + std::to_string(i)))});
  }
  return arena.copy(names);
}

// NATURAL and USING, after which * gives columns in an order that dialects see differently.
bool merges_columns(const Node& node) {
  const auto* join = node.as<Join>();
  return join != nullptr && (join->natural || !join->using_columns.empty());
}

}  // namespace

const Node* table_names(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kDerivedWithoutAlias) ||
      any_node(*node, context, merges_columns))
    return node;
  std::size_t count = 0;
  return bottom_up<DerivedTable>(node, context, [&](const Node* each) -> const Node* {
    const auto* table = each->as<DerivedTable>();
    if (table == nullptr || !table->alias.text.empty()) return each;
    DerivedTable* made = clone(context.arena, *table);
    made->alias = Name{context.arena.copy(std::string_view("derived" + std::to_string(++count)))};
    const auto* values = table->query->body->as<Values>();
    if (values != nullptr && table->columns.empty())
      made->columns = names_of(*values, context.arena);
    return made;
  });
}

}  // namespace sqlx::sql
