// sum(a) FILTER (WHERE b) is sum(CASE WHEN b THEN a END): an aggregate skips NULLs. count(*) counts a 1 instead.
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

const Expr* only_where(const Expr* condition, const Expr* value, Arena& arena) {
  auto* when = arena.make<When>();
  when->condition = condition;
  when->result = value;
  auto* made = arena.make<Case>();
  made->whens = arena.list(static_cast<const When*>(when));
  infer_type(*made);
  return made;
}

// Aggregates that keep NULLs as values, so that leaving a row out cannot be said by one.
bool keeps_nulls(Meaning meaning) {
  switch (meaning) {
    case Meaning::kArrayAgg:
    case Meaning::kJsonArrayAgg:
    case Meaning::kJsonArrayAggEmpty:
    case Meaning::kJsonObjectAgg:
    case Meaning::kJsonObjectAggEmpty: return true;
    default: return false;
  }
}

}  // namespace

const Node* aggregate_filter(const Node* node, const RewriteContext& context) {
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (call == nullptr || call->filter == nullptr || keeps_nulls(call->meaning)) return each;
    Call* made = clone(context.arena, *call);
    made->filter = nullptr;
    if (call->meaning == Meaning::kCountAll) {
      made->meaning = Meaning::kCount;
      made->arguments = context.arena.list(only_where(call->filter, integer_literal(context.arena, 1), context.arena));
      return made;
    }
    std::vector<const Expr*> arguments(call->arguments.begin(), call->arguments.end());
    arguments[0] = only_where(call->filter, arguments[0], context.arena);
    made->arguments = context.arena.copy(arguments);
    return made;
  });
}

}  // namespace sqlx::sql
