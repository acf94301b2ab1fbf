// `n | 1` below zero, for a target whose bit operators give numbers without a sign: -7 | 1 would be
// 18446744073709551609 there.
//
// Of operands that are not below zero nothing is, and `n & 7` is not either; those are left alone.
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

bool is_bits(Meaning meaning) {
  switch (meaning) {
    case Meaning::kBitAnd:
    case Meaning::kBitOr:
    case Meaning::kBitXor:
    case Meaning::kShiftLeft: return true;
    default: return false;
  }
}

bool is_natural(const Expr* value) {
  if (const auto* literal = value->as<Literal>()) return literal->literal == LiteralKind::kInteger;
  const auto* call = value->as<Call>();
  if (call == nullptr || !is_bits(call->meaning)) return false;
  const bool left = is_natural(call->arguments[0]);
  const bool right = is_natural(call->arguments[1]);
  return call->meaning == Meaning::kBitAnd ? left || right : left && right;
}

}  // namespace

const Node* signed_bits(const Node* node, const RewriteContext& context) {
  if (context.from.has(wirepacks::Feature::kUnsigned)) return node;
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (!is_bits(call->meaning) || is_natural(call)) return each;
    return make_cast(context.arena, call, ir::TypeKind::kInt64);
  });
}

}  // namespace sqlx::sql
