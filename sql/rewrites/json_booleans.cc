// Values that go into JSON, for a target that would put them in as something else: truth values as
// 1 and 0 where there are none, and 120.00 as 120 where a number is kept without the zeros of its
// column.
#include "sql/build.h"
#include "sql/meaning.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

// The first argument of a call that is a value, and the distance to the next; nothing if it makes
// no JSON.
struct Places {
  std::size_t first = 0;
  std::size_t step = 0;
};

Places places_of(Meaning meaning) {
  switch (meaning) {
    case Meaning::kJsonArray:
    case Meaning::kJsonArrayAgg:
    case Meaning::kJsonArrayAggEmpty:
    case Meaning::kJsonValueOf: return {0, 1};
    case Meaning::kJsonObject:
    case Meaning::kJsonObjectAgg:
    case Meaning::kJsonObjectAggEmpty: return {1, 2};
    case Meaning::kJsonSet:
    case Meaning::kJsonInsert:
    case Meaning::kJsonReplace: return {2, 2};
    default: return {};
  }
}

// A comparison and the like, but no value that is only known to be 1 or 0.
bool is_condition(const Expr& value) {
  const auto* call = value.as<Call>();
  return call == nullptr ? !value.is<Column>() && !value.is<Case>() && !value.is<Cast>()
                         : info(call->meaning).gives == Gives::kBoolean;
}

// Without a type of truth values, TRUE and FALSE themselves and conditions are some in JSON.
bool is_truth(const Expr& value, const wirepacks::WirePack& from) {
  return value.type == TypeClass::kBoolean &&
         (from.has(wirepacks::Feature::kBooleanType) || is_condition(value));
}

// Its fraction would be missing where it is zero.
bool is_shortened(const Expr& value, const RewriteContext& context) {
  using wirepacks::Feature;
  return value.type == TypeClass::kDecimal && value.scale != 0 &&
         context.from.has(Feature::kDecimalZeros) && !context.pack.has(Feature::kDecimalZeros);
}

}  // namespace

const Node* json_booleans(const Node* node, const RewriteContext& context) {
  if (context.from.has(wirepacks::Feature::kFreeTypes)) return node;
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    const Places places = call == nullptr ? Places{} : places_of(call->meaning);
    if (places.step == 0) return each;
    std::vector<const Expr*> arguments(call->arguments.begin(), call->arguments.end());
    for (std::size_t i = places.first; i < arguments.size(); i += places.step) {
      if (is_truth(*arguments[i], context.from))
        arguments[i] =
            make_call(context.arena, Meaning::kJsonBoolean, {arguments[i]}, *arguments[i]);
      if (is_shortened(*arguments[i], context))
        arguments[i] = make_cast(context.arena, arguments[i], ir::TypeKind::kFloat64);
    }
    Call* made = clone(context.arena, *call);
    made->arguments = context.arena.copy(arguments);
    return made;
  });
}

}  // namespace sqlx::sql
