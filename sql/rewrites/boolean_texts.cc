// Truth values where their text is wanted, for a target that would write 1 and 0, or one word for
// both: `'paid: ' || paid` says true or false, and concat() says t or f.
#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;

// CASE WHEN value THEN yes WHEN NOT value THEN no END
const Expr* with_words(const Expr* value, std::string_view yes, std::string_view no, Arena& arena) {
  const auto when = [&](const Expr* condition, std::string_view word) {
    When* made = arena.make<When>();
    made->condition = condition;
    made->result = string_literal(arena, word);
    return static_cast<const When*>(made);
  };
  Case* made = arena.make<Case>();
  made->whens =
      arena.list(when(value, yes), when(make_call(arena, Meaning::kNot, {value}, *value), no));
  made->type = TypeClass::kText;
  made->nullable = value->nullable;
  return made;
}

// The whole word is what a cast gives wherever there are truth values.
const Expr* text_of(const Expr* value, bool is_whole_word, const RewriteContext& context) {
  Arena& arena = context.arena;
  if (value->type != TypeClass::kBoolean) return value;
  if (is_whole_word && context.pack.has(Feature::kBooleanType))
    return make_cast(arena, value, ir::TypeKind::kText);
  return is_whole_word ? with_words(value, "true", "false", arena)
                       : with_words(value, "t", "f", arena);
}

}  // namespace

const Node* boolean_texts(const Node* node, const RewriteContext& context) {
  if (!context.from.has(Feature::kBooleanType)) return node;
  return bottom_up<Call>(node, context, [&](const Node* each) -> const Node* {
    const auto* call = each->as<Call>();
    const bool is_operator = call->meaning == Meaning::kConcat;
    if (!is_operator && call->meaning != Meaning::kConcatSkip &&
        call->meaning != Meaning::kConcatWs)
      return each;
    const auto arguments = map_list(context.arena, call->arguments, [&](const Expr* value) {
      return text_of(value, is_operator, context);
    });
    if (arguments.data() == call->arguments.data()) return each;
    Call* made = clone(context.arena, *call);
    made->arguments = arguments;
    return made;
  });
}

}  // namespace sqlx::sql
