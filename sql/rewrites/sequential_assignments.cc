// For a target whose assignments see those before them: an order in which that makes no difference.
#include "sql/reading/sequential.h"

#include <fmt/format.h>

#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

List<const Assignment*> ordered(List<const Assignment*> set, const Node& statement, const RewriteContext& context) {
  if (set.size() < 2) return set;
  const std::vector<const Assignment*> order = sequential(set);
  if (!order.empty()) return context.arena.copy(order);
  context.diagnostics.add(Code::kFeatureMissing,
                          fmt::format("{} assigns one column after the other, and here each needs what another had before", context.pack.title),
                          context.place(statement), "keep the old value in a subquery or in two statements");
  return set;
}

}  // namespace

const Node* sequential_assignments(const Node* node, const RewriteContext& context) {
  return bottom_up<Update, OnConflict>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* update = each->as<Update>()) {
      Update* made = clone(context.arena, *update);
      made->set = ordered(update->set, *update, context);
      return made;
    }
    if (const auto* conflict = each->as<OnConflict>()) {
      OnConflict* made = clone(context.arena, *conflict);
      made->set = ordered(conflict->set, *conflict, context);
      return made;
    }
    return each;
  });
}

}  // namespace sqlx::sql
