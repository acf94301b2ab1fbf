// SET (a, b) = (1, 2) as SET a = 1, b = 2.
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

void append(std::vector<const Assignment*>& made, const Assignment& assignment, Arena& arena) {
  const auto* row = assignment.in_parentheses ? assignment.value->as<Row>() : nullptr;
  if (row == nullptr || row->items.size() != assignment.targets.size()) return made.push_back(&assignment);
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
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
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
