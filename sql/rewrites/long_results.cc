// Whole numbers that grow past four bytes, between a dialect that counts in eight and one that
// counts in as many as its operands have: one of them says that it is a long one.
//
//   SELECT 2147483647 + 1, qty * 1000000   as   SELECT CAST(2147483647 AS bigint) + 1, qty *
//   CAST(1000000 AS bigint)
//
// That is done where all is written out, or where a literal is that large; what a column holds,
// nobody knows before.
#include <limits>
#include <optional>

#include "sql/build.h"
#include "sql/infer.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/written_numbers.h"

namespace sqlx::sql {
namespace {

constexpr std::int64_t kLargeFactor = 100'000;
constexpr std::int64_t kLargeTerm = 1'000'000'000;

bool is_short(std::int64_t number) {
  return number >= std::numeric_limits<std::int32_t>::min() &&
         number <= std::numeric_limits<std::int32_t>::max();
}

// What the two give together; nothing for other operators, and where eight bytes are too few, too.
std::optional<std::int64_t> result_of(Meaning meaning, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  bool overflows = true;
  if (meaning == Meaning::kAdd) overflows = __builtin_add_overflow(left, right, &result);
  if (meaning == Meaning::kSubtract) overflows = __builtin_sub_overflow(left, right, &result);
  if (meaning == Meaning::kMultiply) overflows = __builtin_mul_overflow(left, right, &result);
  return overflows ? std::nullopt : std::optional(result);
}

const Call* counting(const Expr* value) {
  const auto* call = value->as<Call>();
  const bool counts =
      call != nullptr && (call->meaning == Meaning::kAdd || call->meaning == Meaning::kSubtract ||
                          call->meaning == Meaning::kMultiply);
  return counts && (call->type == TypeClass::kInteger || call->type == TypeClass::kUnknown)
             ? call
             : nullptr;
}

// Of an expression that is written out: 60 * 60 * 24.
std::optional<std::int64_t> written(const Expr* value) {
  if (const auto number = whole_number(value)) return number;
  const Call* call = counting(value);
  const auto left = call == nullptr ? std::nullopt : written(call->arguments[0]);
  const auto right = left ? written(call->arguments[1]) : std::nullopt;
  return right ? result_of(call->meaning, *left, *right) : std::nullopt;
}

const Expr* made_long(const Call& call, std::size_t place, Arena& arena) {
  std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
  arguments[place] = make_cast(arena, arguments[place], ir::TypeKind::kInt64);
  return make_call(arena, call.meaning, arena.copy(arguments), call);
}

bool is_large(const Expr* value, Meaning meaning) {
  const auto number = whole_number(value);
  const std::int64_t large = meaning == Meaning::kMultiply ? kLargeFactor : kLargeTerm;
  return number && is_short(*number) && (*number >= large || *number <= -large);
}

const Expr* lengthened(const Call& call, Arena& arena) {
  const auto left = written(call.arguments[0]);
  const auto right = written(call.arguments[1]);
  if (left && right) {
    const auto result = result_of(call.meaning, *left, *right);
    return result && !is_short(*result) && is_short(*left) && is_short(*right)
               ? made_long(call, 0, arena)
               : &call;
  }
  if (left ? is_large(call.arguments[0], call.meaning)
           : right && is_large(call.arguments[1], call.meaning))
    return made_long(call, left ? 0 : 1, arena);
  return &call;
}

}  // namespace

const Node* long_results(const Node* node, const RewriteContext& context) {
  if (context.from.has(wirepacks::Feature::kStrictTypes)) return node;
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const Call* call = counting(each->as<Call>());
    return call == nullptr ? each : lengthened(*call, context.arena);
  });
}

}  // namespace sqlx::sql
