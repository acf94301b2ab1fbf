// The frame of a function that looks at its whole partition anyway, such as rank(): left out, for a target that refuses it there.
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

}  // namespace

const Node* ranking_frames(const Node* node, const RewriteContext& context) {
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (call == nullptr || call->over == nullptr || !call->over->has_frame || !ignores_frame(call->meaning)) return each;
    Window* window = clone(context.arena, *call->over);
    window->has_frame = false;
    window->exclude = FrameExclude::kNone;
    Call* made = clone(context.arena, *call);
    made->over = window;
    return made;
  });
}

}  // namespace sqlx::sql
