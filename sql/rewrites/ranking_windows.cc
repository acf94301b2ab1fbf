// Windows of functions that look at their whole partition, such as rank(), for a target that is
// strict about them: they have no frame. Those that compare rows need an order; without one all
// rows are equal, and the result is the same number in each.
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool ignores_frame(Meaning meaning) {
  switch (meaning) {
    case Meaning::kRowNumber:
    case Meaning::kRank:
    case Meaning::kDenseRank:
    case Meaning::kPercentRank:
    case Meaning::kCumeDist:
    case Meaning::kNtile:
    case Meaning::kLag:
    case Meaning::kLead: return true;
    default: return false;
  }
}

// What comparing rows gives where all are equal; null if the function does not compare them.
const Expr* among_equals(Meaning meaning, Arena& arena) {
  switch (meaning) {
    case Meaning::kRank:
    case Meaning::kDenseRank:
    case Meaning::kCumeDist: return integer_literal(arena, 1);
    case Meaning::kPercentRank: return integer_literal(arena, 0);
    default: return nullptr;
  }
}

// OVER name and OVER (name …) may have theirs from elsewhere.
bool has_no_order(const Window& window) {
  return window.order_by.empty() && window.name.text.empty() && window.base.text.empty();
}

const Window* without_frame(const Window& window, Arena& arena) {
  Window* made = clone(arena, window);
  made->has_frame = false;
  made->exclude = FrameExclude::kNone;
  return made;
}

}  // namespace

const Node* ranking_windows(const Node* node, const RewriteContext& context) {
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (call == nullptr || call->over == nullptr || !ignores_frame(call->meaning)) return each;
    const Expr* number =
        has_no_order(*call->over) ? among_equals(call->meaning, context.arena) : nullptr;
    if (number != nullptr) return number;
    Call* made = clone(context.arena, *call);
    made->over = without_frame(*call->over, context.arena);
    return made;
  });
}

}  // namespace sqlx::sql
