// sum(a) FILTER (WHERE b) is sum(CASE WHEN b THEN a END): an aggregate skips NULLs. count(*) counts
// a 1 instead.
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

// A value as its text in JSON; null if it is of a type that has none here.
const Expr* json_text(const Expr* value, Arena& arena) {
  const Expr* text = nullptr;
  if (value->type == TypeClass::kJson || is_number(value->type)) text = value;
  if (value->type == TypeClass::kText)
    text = make_call(arena, Meaning::kJsonQuote, {value}, *value);
  if (text == nullptr || !value->nullable) return text;
  return make_call(arena, Meaning::kCoalesce, {text, string_literal(arena, "null")}, *value);
}

// json_agg(a) FILTER (WHERE b) as '[' || string_agg(…) || ']', since NULLs are left out there, and
// NULL if none is left.
const Node* joined_array(const Call& call, Arena& arena) {
  const Expr* element = call.distinct ? nullptr : json_text(call.arguments[0], arena);
  if (element == nullptr) return &call;
  Call* list = clone(arena, call);
  list->meaning = Meaning::kStringAgg;
  list->filter = nullptr;
  list->type = TypeClass::kText;
  list->arguments = arena.list(only_where(call.filter, element, arena), string_literal(arena, ","));
  return make_call(arena, Meaning::kConcat,
                   {string_literal(arena, "["), list, string_literal(arena, "]")}, call);
}

}  // namespace

const Node* aggregate_filter(const Node* node, const RewriteContext& context) {
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    if (call == nullptr || call->filter == nullptr) return each;
    if (call->meaning == Meaning::kJsonArrayAgg && call->over == nullptr)
      return joined_array(*call, context.arena);
    if (keeps_nulls(call->meaning)) return each;
    Call* made = clone(context.arena, *call);
    made->filter = nullptr;
    if (call->meaning == Meaning::kCountAll) {
      made->meaning = Meaning::kCount;
      made->arguments = context.arena.list(
          only_where(call->filter, integer_literal(context.arena, 1), context.arena));
      return made;
    }
    std::vector<const Expr*> arguments(call->arguments.begin(), call->arguments.end());
    arguments[0] = only_where(call->filter, arguments[0], context.arena);
    made->arguments = context.arena.copy(arguments);
    return made;
  });
}

}  // namespace sqlx::sql
