// HAVING without GROUP BY, where the select list has no aggregate that would make one group of all
// rows: a target that asks for one gets it in the first column, which it does not change.
//
//   SELECT 1 AS one FROM t HAVING count(*) > 2   as   SELECT CASE WHEN count(*) >= 0 THEN 1 END AS
//   one FROM t HAVING count(*) > 2
#include <algorithm>

#include "sql/build.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_meant(const Select& select) {
  const auto has_own = [](const SelectItem* item) { return has_aggregate(*item); };
  return select.having != nullptr && select.group_by.empty() && !select.items.empty() &&
         std::none_of(select.items.begin(), select.items.end(), has_own);
}

const Expr* of_all_rows(const Expr& value, Arena& arena) {
  const Expr* count = make_call(arena, Meaning::kCountAll, {}, value);
  When* when = arena.make<When>();
  when->condition =
      make_call(arena, Meaning::kGreaterEqual, {count, integer_literal(arena, 0)}, value);
  when->result = &value;
  Case* made = arena.make<Case>();
  made->whens = arena.list(static_cast<const When*>(when));
  made->learn(value.facts());
  made->begin = value.begin;
  made->end = value.end;
  return made;
}

}  // namespace

const Node* having_alone(const Node* node, const RewriteContext& context) {
  return bottom_up<Select>(node, context, [&](const Node* each) -> const Node* {
    const auto& select = *each->as<Select>();
    if (!is_meant(select) || select.items[0]->value->is<Star>()) return each;
    SelectItem* first = clone(context.arena, *select.items[0]);
    const auto* column = first->value->as<Column>();
    if (first->alias.text.empty() && column != nullptr) first->alias = column->path.back();
    first->value = of_all_rows(*first->value, context.arena);
    std::vector<const SelectItem*> items(select.items.begin(), select.items.end());
    items[0] = first;
    Select* made = clone(context.arena, select);
    made->items = context.arena.copy(items);
    return made;
  });
}

}  // namespace sqlx::sql
