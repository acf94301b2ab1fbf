// SET (a, b) = (1, 2) as SET a = 1, b = 2.
#include <algorithm>

#include "sql/ast/fields.h"
#include "sql/build.h"
#include "sql/find.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

// What makes one group of all rows where no aggregate is left that would: HAVING COUNT(*) >= 0.
const Expr* one_group(const Select& select, Arena& arena) {
  const Expr* count = make_call(arena, Meaning::kCountAll, {}, select);
  return make_call(arena, Meaning::kGreaterEqual, {count, integer_literal(arena, 0)}, select);
}

// SET (a, b) = (SELECT c, d …) as SET a = (SELECT c …), b = (SELECT d …).
bool append_from_query(std::vector<const Assignment*>& made, const Assignment& assignment,
                       Arena& arena) {
  const auto* subquery = assignment.in_parentheses ? assignment.value->as<Subquery>() : nullptr;
  const auto* select = subquery == nullptr ? nullptr : subquery->query->body->as<Select>();
  if (select == nullptr || select->distinct || select->items.size() != assignment.targets.size())
    return false;
  const bool is_one_row = select->group_by.empty() && select->having == nullptr &&
                          std::any_of(select->items.begin(), select->items.end(),
                                      [](const SelectItem* item) { return has_aggregate(*item); });
  for (std::size_t i = 0; i < select->items.size(); ++i) {
    Select* one_item = clone(arena, *select);
    one_item->items = arena.list(select->items[i]);
    if (is_one_row && !has_aggregate(*select->items[i]))
      one_item->having = one_group(*select, arena);
    Query* query = clone(arena, *subquery->query);
    query->body = one_item;
    Subquery* value = clone(arena, *subquery);
    value->query = query;
    value->type = select->items[i]->value->type;
    Assignment* one = clone(arena, assignment);
    one->in_parentheses = false;
    one->targets = arena.list(assignment.targets[i]);
    one->value = value;
    made.push_back(one);
  }
  return true;
}

void append(std::vector<const Assignment*>& made, const Assignment& assignment, Arena& arena) {
  if (append_from_query(made, assignment, arena)) return;
  const auto* row = assignment.in_parentheses ? assignment.value->as<Row>() : nullptr;
  if (row == nullptr || row->items.size() != assignment.targets.size())
    return made.push_back(&assignment);
  for (std::size_t i = 0; i < row->items.size(); ++i) {
    Assignment* one = clone(arena, assignment);
    one->in_parentheses = false;
    one->targets = arena.list(assignment.targets[i]);
    one->value = row->items[i];
    made.push_back(one);
  }
}

}  // namespace

const Node* row_assignments(const Node* node, const RewriteContext& context) {
  return bottom_up<Update, OnConflict, MergeClause>(
      node, context, [&](const Node* each) -> const Node* {
        return visit(*each, [&](const auto& typed) -> const Node* {
          if constexpr (requires { typed.set; }) {
            std::vector<const Assignment*> set;
            for (const Assignment* assignment : typed.set) append(set, *assignment, context.arena);
            auto* made = clone(context.arena, typed);
            made->set = context.arena.copy(set);
            return made;
          }
          return each;
        });
      });
}

}  // namespace sqlx::sql
