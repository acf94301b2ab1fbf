// What follows a column's type, for a target with an order for it: the expression that makes its values first, conditions on them last, as one.
#include <algorithm>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_check(const Constraint* part) { return part->constraint == ConstraintKind::kCheck; }

int place_of(const Constraint* part) {
  if (part->constraint == ConstraintKind::kGenerated) return 0;
  return is_check(part) ? 2 : 1;
}

bool stands_before(const Constraint* a, const Constraint* b) { return place_of(a) < place_of(b); }

// CHECK (a) CHECK (b) as CHECK (a AND b)
void join_checks(std::vector<const Constraint*>& parts, Arena& arena) {
  const auto first = std::find_if(parts.begin(), parts.end(), is_check);
  if (parts.end() - first < 2) return;
  std::vector<const Expr*> conditions;
  std::transform(first, parts.end(), std::back_inserter(conditions), [](const Constraint* each) { return each->value; });
  Constraint* made = clone(arena, **first);
  made->value = make_chain(arena, Meaning::kAnd, conditions);
  *first = made;
  parts.erase(first + 1, parts.end());
}

const ColumnDefinition* in_order(const ColumnDefinition& column, Arena& arena) {
  std::vector<const Constraint*> parts(column.constraints.begin(), column.constraints.end());
  std::stable_sort(parts.begin(), parts.end(), stands_before);
  join_checks(parts, arena);
  if (std::equal(parts.begin(), parts.end(), column.constraints.begin(), column.constraints.end())) return &column;
  ColumnDefinition* made = clone(arena, column);
  made->constraints = arena.copy(parts);
  return made;
}

}  // namespace

const Node* column_parts(const Node* node, const RewriteContext& context) {
  return bottom_up<ColumnDefinition>(node, context, [&](const Node* each) -> const Node* { return in_order(*each->as<ColumnDefinition>(), context.arena); });
}

}  // namespace sqlx::sql
