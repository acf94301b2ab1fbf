// Expressions: operators by their precedence, which the pack gives, around what primaries.cc
// parses.
//
// `operators(least)` is precedence climbing: it takes what binds at least as tight as `least`. What
// each operator makes is in operators.cc.

#include <algorithm>

#include "sql/parse/infix.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// expression := prefix (infix expression | postfix)*
const Expr* Parser::operators(std::uint8_t least) {
  const Nesting nesting(*this);
  const std::size_t outer = height_;
  height_ = 0;
  const std::uint32_t begin = current().begin;
  const Expr* left = prefix_operators();
  std::uint8_t refused = 0;  // the level of an operator that cannot be chained
  for (Infix infix = infix_here(); infix.level != 0 && infix.level >= least; infix = infix_here()) {
    if (infix.level == refused) {
      fail("the end of the comparison", "put parentheses around one of the two");
      break;
    }
    left = apply(left, infix, begin);
    refused = infix.associates == wirepacks::Associates::kNone ? infix.level : std::uint8_t{0};
    if (++height_ > kMostHeight) fail_too_deep();
  }
  height_ = std::max(outer, height_ + 1);
  return left;
}

// What may stand where this operator's sign has another meaning: the middle of BETWEEN, the default
// of a column.
const Expr* Parser::tighter_than(Operation operation) {
  return operators(static_cast<std::uint8_t>(grammar_.operation(operation).infix.level + 1));
}

// expression (',' expression)*
List<const Expr*> Parser::expressions() {
  Collector<const Expr*> items;
  do items.add(expression());
  while (accept(','));
  return items.finish(arena_);
}

List<const Expr*> Parser::expressions_in_parentheses() {
  expect('(');
  const List<const Expr*> items = at(')') ? List<const Expr*>{} : expressions();
  expect(')');
  return items;
}

const Expr* Parser::optional_where() { return accept(Word::kWhere) ? expression() : nullptr; }

// prefix := ('-' | '+' | NOT | …) expression | primary
const Expr* Parser::prefix_operators() {
  if (at(TokenKind::kSign)) {
    const SignOperator& sign = grammar_.sign(current().detail);
    if (sign.prefix.level != 0) return prefix_call(text(current()), sign.prefix);
    const Binding open = grammar_.operation(Operation::kOperator).prefix;
    if (current().detail == 0 && open.level != 0) return prefix_call(text(current()), open);
    return primary();
  }
  switch (current().word()) {
    case Word::kNot: return prefix_call("NOT", grammar_.operation(Operation::kNot).prefix);
    case Word::kBinary: {
      const Binding binding = grammar_.operation(Operation::kBinary).prefix;
      if (binding.level == 0 || next_is('.')) return primary();
      return prefix_call("BINARY", binding);
    }
    case Word::kPrior: {
      const Binding binding = grammar_.operation(Operation::kPrior).prefix;
      return binding.level == 0 ? primary() : prefix_call("PRIOR", binding);
    }
    default: return primary();
  }
}

// Of operators that bind as tight, the one in front comes first: `@ a <-> b` is `(@ a) <-> b`.
const Expr* Parser::prefix_call(std::string_view name, Binding binding) {
  const std::uint32_t begin = current().begin;
  advance();
  const Expr* operand = operators(static_cast<std::uint8_t>(binding.level + 1));
  ++height_;
  return call(CallForm::kPrefix, name, arena_.list(operand), begin);
}

}  // namespace sqlx::sql
