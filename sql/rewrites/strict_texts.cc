// Numbers and moments where a text is wanted, for a target that does not take one for the other: LPAD(5, 2, '0') becomes LPAD(CAST(5 AS text), 2, '0').
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_other_than_text(TypeClass type) {
  return is_number(type) || type == TypeClass::kDate || type == TypeClass::kTime || type == TypeClass::kTimestamp || type == TypeClass::kTimestampTz;
}

// How many arguments at the front are texts; those behind them are places and lengths.
std::size_t texts_of(const Call& call) {
  switch (call.meaning) {
    case Meaning::kPosition:
    case Meaning::kPositionFold:
    case Meaning::kPositionFrom:
    case Meaning::kFindInSet:
    case Meaning::kLike:
    case Meaning::kLikeFold: return 2;
    case Meaning::kReplace: return 3;
    default: return 1;
  }
}

const Node* with_texts(const Call& call, Arena& arena) {
  if (info(call.meaning).takes != Takes::kTexts) return &call;
  std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
  bool changes = false;
  for (std::size_t i = 0; i < arguments.size() && i < texts_of(call); ++i) {
    if (!is_other_than_text(arguments[i]->type)) continue;
    arguments[i] = make_cast(arena, arguments[i], ir::TypeKind::kText);
    changes = true;
  }
  return changes ? make_call(arena, call.meaning, arena.copy(arguments), call) : &call;
}

}  // namespace

const Node* strict_texts(const Node* node, const RewriteContext& context) {
  if (context.from.has(wirepacks::Feature::kStrictTypes)) return node;
  return bottom_up(node, context.arena, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    return call == nullptr ? each : with_texts(*call, context.arena);
  });
}

}  // namespace sqlx::sql
