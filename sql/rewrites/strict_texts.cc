// Numbers and moments where a text is wanted, for a target that does not take one for the other:
// LPAD(5, 2, '0') becomes LPAD(CAST(5 AS text), 2, '0'), and COALESCE(n, 'none') becomes
// COALESCE(CAST(n AS text), 'none'). And texts where a moment is wanted: EXTRACT(YEAR FROM
// CAST(note AS timestamp)).
#include <algorithm>

#include <fmt/format.h>

#include "sql/build.h"
#include "sql/infer.h"
#include "sql/moments.h"
#include "sql/rewrites/list.h"
#include "sql/rewrites/other_values.h"
#include "sql/rewrites/wanted_texts.h"
#include "sql/rewrites/written_numbers.h"

namespace sqlx::sql {
namespace {

const Node* with_texts(const Call& call, Arena& arena) {
  const std::size_t taken = std::min(call.arguments.size(), taken_texts(call));
  const auto is_other = [](const Expr* each) { return is_other_than_text(each->type); };
  if (std::none_of(call.arguments.begin(),
                   call.arguments.begin() + static_cast<std::ptrdiff_t>(taken), is_other))
    return &call;
  std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
  for (std::size_t i = 0; i < taken; ++i) {
    if (is_other(arguments[i])) arguments[i] = make_cast(arena, arguments[i], ir::TypeKind::kText);
  }
  return make_call(arena, call.meaning, arena.copy(arguments), call);
}

// A text that the target would not read as one of the other values.
bool is_plain_text(const Expr* value) {
  const auto* literal = value->as<Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kString)
    return value->type == TypeClass::kText;
  const bool is_number =
      !literal->text.empty() && leading_number(literal->text).size() == literal->text.size();
  return !is_number && !full_moment(literal->text, false);
}

bool is_mixed(const std::vector<const Expr*>& values) {
  return std::any_of(values.begin(), values.end(), is_plain_text) &&
         std::any_of(values.begin(), values.end(),
                     [](const Expr* each) { return is_other_than_text(each->type); });
}

const Expr* as_text(const Expr* value, Arena& arena) {
  return is_other_than_text(value->type) ? make_cast(arena, value, ir::TypeKind::kText) : value;
}

const Node* with_one_type(const Call& call, Arena& arena) {
  if (!is_mixed({call.arguments.begin(), call.arguments.end()})) return &call;
  std::vector<const Expr*> arguments;
  for (const Expr* each : call.arguments) arguments.push_back(as_text(each, arena));
  return make_call(arena, call.meaning, arena.copy(arguments), call);
}

const Node* with_one_type(const Case& choice, Arena& arena) {
  std::vector<const Expr*> results;
  for (const When* when : choice.whens) results.push_back(when->result);
  if (choice.otherwise != nullptr) results.push_back(choice.otherwise);
  if (!is_mixed(results)) return &choice;
  Case* made = clone(arena, choice);
  made->whens = map_list(arena, choice.whens, [&](const When* when) -> const When* {
    When* copy = clone(arena, *when);
    copy->result = as_text(when->result, arena);
    return copy;
  });
  if (choice.otherwise != nullptr) made->otherwise = as_text(choice.otherwise, arena);
  infer_type(*made);
  return made;
}

// What reads a text as a moment by its own cast.
bool casts_itself(Meaning meaning) {
  constexpr Meaning kCasts[] = {Meaning::kDateOf, Meaning::kTimeOf, Meaning::kTimestampOf,
                                Meaning::kTimeToSeconds};
  return std::find(std::begin(kCasts), std::end(kCasts), meaning) != std::end(kCasts);
}

const Node* with_moments(const Call& call, const RewriteContext& context) {
  if (info(call.meaning).takes != Takes::kTimes || casts_itself(call.meaning)) return &call;
  std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
  bool changes = false;
  for (const Expr*& argument : arguments) {
    if (argument->type != TypeClass::kText || argument->is<Literal>()) continue;
    context.diagnostics.add(Code::kConditional,
                            fmt::format("{} refuses a text that is no moment", context.pack.title),
                            context.place(*argument));
    argument = make_cast(context.arena, argument, ir::TypeKind::kTimestamp);
    changes = true;
  }
  return changes ? make_call(context.arena, call.meaning, context.arena.copy(arguments), call)
                 : &call;
}

}  // namespace

const Node* strict_texts(const Node* node, const RewriteContext& context) {
  if (context.from.has(wirepacks::Feature::kStrictTypes)) return node;
  return bottom_up<Case, Call>(node, context, [&](const Node* each) -> const Node* {
    if (const auto* choice = each->as<Case>()) return with_one_type(*choice, context.arena);
    const auto* call = each->as<Call>();
    if (call != nullptr && call->meaning == Meaning::kCoalesce)
      return with_one_type(*call, context.arena);
    if (call == nullptr) return each;
    const Node* made = with_texts(*call, context.arena);
    return made == call ? with_moments(*call, context) : made;
  });
}

}  // namespace sqlx::sql
