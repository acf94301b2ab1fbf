// IN (SELECT … LIMIT 1) and = ANY (SELECT … LIMIT 1), for a target that takes no LIMIT there: the
// rows are chosen one level further down.
#include "sql/build_query.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kTable = "limited_rows";

template <class T>
const Node* with_inner_limit(const T& node, Arena& arena) {
  if (node.query == nullptr || (node.query->limit == nullptr && node.query->offset == nullptr))
    return &node;
  T* made = clone(arena, node);
  made->query = select_all_of(arena, *node.query, kTable);
  return made;
}

}  // namespace

const Node* limited_subqueries(const Node* node, const RewriteContext& context) {
  if (context.pack.has(wirepacks::Feature::kLimitInSubquery)) return node;
  return bottom_up<In, Quantified>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* in = each->as<In>()) return with_inner_limit(*in, context.arena);
    if (const auto* quantified = each->as<Quantified>())
      return with_inner_limit(*quantified, context.arena);
    return each;
  });
}

}  // namespace sqlx::sql
