#include "sql/build.h"

#include <algorithm>
#include <string>

#include "base/text.h"
#include "sql/infer.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

const Expr* literal(Arena& arena, LiteralKind kind, std::string_view text) {
  auto* made = arena.make<Literal>();
  made->literal = kind;
  made->text = text;
  infer_type(*made);
  return made;
}

}  // namespace

const Expr* make_call(Arena& arena, Meaning meaning, std::initializer_list<const Expr*> arguments,
                      const Node& from) {
  return make_call(arena, meaning,
                   arena.copy(List<const Expr*>(arguments.begin(), arguments.size())), from);
}

const Expr* make_call(Arena& arena, Meaning meaning, List<const Expr*> arguments,
                      const Node& from) {
  auto* made = arena.make<Call>();
  made->meaning = meaning;
  made->arguments = arguments;
  made->begin = from.begin;
  made->end = from.end;
  infer_type(*made);
  return made;
}

const Expr* make_chain(Arena& arena, Meaning meaning, const std::vector<const Expr*>& parts) {
  if (parts.empty()) return nullptr;
  return parts.size() == 1 ? parts[0] : make_call(arena, meaning, arena.copy(parts), *parts[0]);
}

const Expr* string_literal(Arena& arena, std::string_view text) {
  return literal(arena, LiteralKind::kString, arena.copy(text));
}

const Expr* integer_literal(Arena& arena, std::int64_t value) {
  std::string digits = std::to_string(value);
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  const Expr* made = literal(arena, LiteralKind::kInteger, arena.copy(std::string_view(digits)));
  return negative ? make_call(arena, Meaning::kNegate, {made}, *made) : made;
}

const Expr* negated_number(Arena& arena, const Expr* number) {
  if (const Call* call = as_call(number, Meaning::kNegate)) return call->arguments[0];
  return make_call(arena, Meaning::kNegate, {number}, *number);
}

const Expr* null_literal(Arena& arena) { return literal(arena, LiteralKind::kNull, {}); }

const Expr* boolean_literal(Arena& arena, bool value) {
  return literal(arena, LiteralKind::kBoolean, value ? "true" : "false");
}

const Expr* make_cast(Arena& arena, const Expr* operand, ir::TypeKind kind) {
  auto* made = arena.make<Cast>();
  made->operand = operand;
  made->to = make_middle_type(kind, arena);
  made->begin = operand->begin;
  made->end = operand->end;
  infer_type(*made);
  return made;
}

Name exact_name(std::string_view text) {
  const bool plain = is_plain_word(text) && std::none_of(text.begin(), text.end(), is_upper);
  return {text, !plain};
}

const Call* as_call(const Expr* expression, Meaning meaning) {
  const auto* call = expression == nullptr ? nullptr : expression->as<Call>();
  return call != nullptr && call->meaning == meaning ? call : nullptr;
}

bool is_literal(const Expr* expression, std::string_view text) {
  const auto* found = expression->as<Literal>();
  return found != nullptr && found->text == text;
}

}  // namespace sqlx::sql
