// The number that an INSERT drew last, where it inserted several rows: MySQL tells that of the
// first, others that of the last.
//
// How many there were is known of the statement before, if it lists its rows; a statement that
// stands alone is taken to follow one row.
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {

using wirepacks::Feature;

const Node* last_numbers(const Node* node, const RewriteContext& context) {
  const bool tells_first = context.pack.has(Feature::kFirstInsertId);
  const std::size_t rows = context.catalog.inserted();
  if (rows < 2 || tells_first == context.from.has(Feature::kFirstInsertId)) return node;
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (call->meaning != Meaning::kLastInsertId || !call->arguments.empty()) return each;
    const Expr* others = integer_literal(context.arena, static_cast<std::int64_t>(rows) - 1);
    return make_call(context.arena, tells_first ? Meaning::kAdd : Meaning::kSubtract,
                     {call, others}, *call);
  });
}

}  // namespace sqlx::sql
