// Functions: arguments, and what may stand behind them.

#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

// Functions that need no parentheses, where the dialect reserves them.
bool is_word_call(Word word) {
  switch (word) {
    case Word::kCurrentDate:
    case Word::kCurrentTime:
    case Word::kCurrentTimestamp:
    case Word::kLocaltime:
    case Word::kLocaltimestamp:
    case Word::kCurrentUser:
    case Word::kCurrentRole:
    case Word::kSessionUser:
    case Word::kUser:
    case Word::kCurrentCatalog:
    case Word::kCurrentSchema:
    case Word::kUtcDate:
    case Word::kUtcTime:
    case Word::kUtcTimestamp: return true;
    default: return false;
  }
}

}  // namespace

// CURRENT_DATE; null if another word stands here, or parentheses follow.
const Expr* Parser::word_call() {
  const Word here = current().word();
  if (!is_word_call(here) || next_is('(') || next_is('.') || !grammar_.is_reserved(here))
    return nullptr;
  const std::uint32_t begin = current().begin;
  advance();
  return call(CallForm::kWord, to_string(here), {}, begin);
}

// call := name '(' [arguments] ')' [WITHIN GROUP …] [FILTER …] [IGNORE NULLS] [OVER …]
const Expr* Parser::function_call(List<Name> name, std::uint32_t begin) {
  Call* call = start_at<Call>(begin);
  call->name = name;
  expect('(');
  if (!at(')')) call_arguments(*call);
  expect(')');
  if (at(TokenKind::kWord)) call_suffixes(*call);
  return done(call);
}

// arguments := '*' | [DISTINCT | ALL] argument (',' argument)* [ORDER BY …] [SEPARATOR text]
void Parser::call_arguments(Call& call) {
  if (at('*')) {
    Star* star = start<Star>();
    advance();
    call.arguments = arena_.list(static_cast<const Expr*>(done(star)));
    return;
  }
  if (accept(Word::kDistinct))
    call.distinct = true;
  else if (at(Word::kAll) && !next_is('('))
    advance();
  Collector<const Expr*> arguments;
  do arguments.add(argument());
  while (accept(','));
  call.arguments = arguments.finish(arena_);
  call.order_by = optional_order_by();
  if (accept(Word::kSeparator)) call.separator = in_pattern_ ? expression() : string_literal();
  if (at_any({Word::kLimit, Word::kOn, Word::kReturning, Word::kNull})) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this clause inside a call",
              current().begin, current().end);
  }
}

// argument := [name ('=>' | ':=')] expression
const Expr* Parser::argument() {
  const std::uint32_t begin = current().begin;
  if (at(Word::kVariadic)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read VARIADIC", current().begin,
              current().end, "give the arguments one by one");
    return no_value();
  }
  const Expr* value = expression();
  if (!at_sign("=>") && !at_sign(":=")) {
    if (at(':') || at(Word::kValue)) {
      fail_with(Code::kSyntaxUnsupported, "sqlx reads a list of keys and values only with commas",
                current().begin, current().end);
    }
    return value;
  }
  advance();
  const Expr* given = expression();
  return call(CallForm::kInfix, "=>", arena_.list(value, given), begin);
}

void Parser::call_suffixes(Call& call) {
  if (accept(Word::kWithin, Word::kGroup)) call.within_group = order_by_in_parentheses();
  if (at(Word::kFilter) && next_is('(')) {
    advance();
    advance();
    expect(Word::kWhere);
    call.filter = expression();
    expect(')');
  }
  if (accept(Word::kIgnore, Word::kNulls))
    call.nulls = Nullness::kIgnore;
  else
    accept(Word::kRespect, Word::kNulls);
  if (at(Word::kOver) &&
      (next_is('(') || peek(1).kind == TokenKind::kWord || peek(1).kind == TokenKind::kQuotedName))
    call.over = over();
}

// '(' ORDER BY … ')'
List<const OrderItem*> Parser::order_by_in_parentheses() {
  expect('(');
  const List<const OrderItem*> items = optional_order_by();
  expect(')');
  return items;
}

// OVER name | OVER '(' … ')'
const Window* Parser::over() {
  expect(Word::kOver);
  const std::uint32_t begin = current().begin;
  if (at('(')) return window_definition({}, begin);
  Window* window = start<Window>();
  window->name = name();
  return done(window);
}

}  // namespace sqlx::sql
