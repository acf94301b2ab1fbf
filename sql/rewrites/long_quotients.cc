// Quotients and means that something else is made of, for a target that gives them four digits more
// than their operands have: twelve more are asked for, so that a / b * 100 is not made of 0.3333.
// What is shown or compared as it is keeps the target's digits.
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/reading/text_comparison.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kOne = "1.000000000000";

// Those that make an error behind the fourth digit no larger.
bool keeps_digits(Meaning meaning) {
  if (is_comparison(meaning)) return true;
  switch (meaning) {
    case Meaning::kAnd:
    case Meaning::kOr:
    case Meaning::kNot:
    case Meaning::kAdd:
    case Meaning::kSubtract:
    case Meaning::kNegate:
    case Meaning::kCoalesce:
    case Meaning::kNullif: return true;
    default: return false;
  }
}

class LongQuotients {
 public:
  explicit LongQuotients(Arena& arena) : arena_(arena) {}

  const Node* inside(const Node* node, bool is_part) {
    const auto* call = node->as<Call>();
    const bool makes = node->is<Cast>() || (call != nullptr && !keeps_digits(call->meaning));
    const bool is_scope = node->is<Query>() || node->is<SelectItem>();
    const bool is_part_below = is_scope ? false : is_part || makes;
    const Node* made =
        map_children(arena_, node, [&](const Node* child) { return inside(child, is_part_below); });
    return is_part && call != nullptr ? longer(*made->as<Call>()) : made;
  }

 private:
  const Node* longer(const Call& call) {
    const bool divides = call.meaning == Meaning::kDivideExact || call.meaning == Meaning::kAvg;
    if (!divides || call.arguments[0]->type == TypeClass::kFloat ||
        call.arguments.back()->type == TypeClass::kFloat)
      return &call;
    auto* one = arena_.make<Literal>();
    one->literal = LiteralKind::kDecimal;
    one->text = kOne;
    infer_type(*one);
    std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
    arguments[0] = make_call(arena_, Meaning::kMultiply, {call.arguments[0], one}, call);
    Call* made = clone(arena_, call);
    made->arguments = arena_.copy(arguments);
    return made;
  }

  Arena& arena_;
};

}  // namespace

const Node* long_quotients(const Node* node, const RewriteContext& context) {
  const bool divides =
      context.from.family != context.pack.family && any_node(*node, context, [](const Node& each) {
        const auto* call = each.as<Call>();
        return call != nullptr &&
               (call->meaning == Meaning::kDivideExact || call->meaning == Meaning::kAvg);
      });
  return divides ? LongQuotients(context.arena).inside(node, false) : node;
}

}  // namespace sqlx::sql
