// a BETWEEN SYMMETRIC b AND c is a BETWEEN b AND c OR a BETWEEN c AND b.
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

const Node* symmetric_between(const Node* node, const RewriteContext& context) {
  return bottom_up<Between>(node, context, [&](const Node* each) -> const Node* {
    const auto* between = each->as<Between>();
    if (between == nullptr || !between->symmetric) return each;
    Between* forwards = clone(context.arena, *between);
    forwards->symmetric = false;
    Between* backwards = clone(context.arena, *forwards);
    std::swap(backwards->low, backwards->high);
    return make_call(context.arena, Meaning::kOr, {forwards, backwards}, *between);
  });
}

}  // namespace sqlx::sql
