// Values without operators: columns, parentheses, CASE, rows and arrays; literals are in values.cc,
// calls in calls.cc.

#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

// A parenthesis behind one of these does not make it a function.
bool is_callable(Word word) {
  switch (word) {
    case Word::kAnd:
    case Word::kAs:
    case Word::kBy:
    case Word::kFrom:
    case Word::kWhere:
    case Word::kSelect:
    case Word::kOrder:
    case Word::kGroup:
    case Word::kHaving:
    case Word::kOn:
    case Word::kOr:
    case Word::kIn:
    case Word::kIs:
    case Word::kThen:
    case Word::kWhen:
    case Word::kElse:
    case Word::kEnd:
    case Word::kUnion:
    case Word::kWith:
    case Word::kFor:
    case Word::kUsing:
    case Word::kInto:
    case Word::kNot:
    case Word::kLimit:
    case Word::kSet:
    case Word::kJoin:
    case Word::kBetween:
    case Word::kReturning: return false;
    default: return true;
  }
}

}  // namespace

const Expr* Parser::no_value() { return start<DefaultValue>(); }

// primary := value suffix*
const Expr* Parser::primary() {
  const std::uint32_t begin = current().begin;
  const bool is_parenthesized = at('(');
  const Expr* value = primary_without_suffix();
  const bool takes_fields = is_parenthesized || value->is<Parameter>();
  if (!at('[') && !(at('.') && takes_fields)) return value;
  return suffixes(value, begin, takes_fields);
}

const Expr* Parser::primary_without_suffix() {
  switch (current().kind) {
    case TokenKind::kWord: return word_primary();
    case TokenKind::kQuotedName: return at_typed_literal() ? typed_literal() : named_primary();
    case TokenKind::kString: return string_literal();
    case TokenKind::kInteger:
    case TokenKind::kDecimal:
    case TokenKind::kFloat: return number();
    case TokenKind::kHexNumber:
    case TokenKind::kBitNumber: return based_number();
    case TokenKind::kParameter: {
      Parameter* parameter = start<Parameter>();
      parameter->text = text(current());
      advance();
      return done(parameter);
    }
    case TokenKind::kVariable: {
      Variable* variable = start<Variable>();
      variable->text = text(current());
      advance();
      return done(variable);
    }
    case TokenKind::kSign:
      if (at('(')) return parenthesized();
      if (at('{')) return odbc_literal();
      break;
    case TokenKind::kEnd: break;
  }
  fail("an expression");
  return no_value();
}

// suffix := '[' … ']' | '.' name
const Expr* Parser::suffixes(const Expr* operand, std::uint32_t begin, bool takes_fields) {
  for (;;) {
    if (at('[') && grammar_.has(Feature::kArrays)) {
      operand = subscript(operand, begin);
      takes_fields = true;
    } else if (takes_fields && accept('.')) {
      FieldAccess* field = start_at<FieldAccess>(begin);
      field->operand = operand;
      field->name = accept('*') ? Name{"*", false} : any_name();
      operand = done(field);
    } else {
      return operand;
    }
    if (++height_ > kMostHeight) fail_too_deep();
  }
}

// '[' index ']' | '[' [from] ':' [to] ']'
const Expr* Parser::subscript(const Expr* operand, std::uint32_t begin) {
  Subscript* node = start_at<Subscript>(begin);
  node->operand = operand;
  expect('[');
  if (!at(':')) node->index = expression();
  if (accept(':')) {
    node->is_slice = true;
    if (!at(']')) node->upper = expression();
  }
  expect(']');
  return done(node);
}

// YES and NO, where they are literals.
bool Parser::at_own_boolean() {
  return (at_text(grammar_.true_word) || at_text(grammar_.false_word)) && !next_is('.') &&
         !next_is('(');
}

const Expr* Parser::word_primary() {
  const Word here = current().word();
  if (!grammar_.true_word.empty() && at_own_boolean()) {
    const bool is_true = at_text(grammar_.true_word);
    advance();
    return literal(LiteralKind::kBoolean, is_true ? "true" : "false");
  }
  if (here == Word::kNone) {
    if (at_introducer()) return introduced_literal();
    if (at_typed_literal()) return typed_literal();
    return named_primary();
  }
  switch (here) {
    case Word::kNull: advance(); return literal(LiteralKind::kNull, {});
    case Word::kTrue:
    case Word::kFalse:
      if (!grammar_.has(Feature::kBooleanLiterals) || next_is('(')) break;
      advance();
      return literal(LiteralKind::kBoolean, here == Word::kTrue ? "true" : "false");
    case Word::kCase: return case_expression();
    case Word::kExists:
      if (next_is('(')) return exists();
      break;
    case Word::kDefault: {
      if (next_is('(')) break;
      DefaultValue* value = start<DefaultValue>();
      advance();
      return done(value);
    }
    case Word::kRow:
      if (next_is('(')) return row_constructor();
      break;
    case Word::kArray:
      if (grammar_.has(Feature::kArrays) && (next_is('[') || next_is('(')))
        return array_constructor();
      break;
    case Word::kInterval: {
      const Expr* value = interval();
      if (value != nullptr) return value;
      break;
    }
    default: break;
  }
  if (at_typed_literal()) return typed_literal();
  if (const Expr* value = syntax_call()) return value;
  if (const Expr* value = word_call()) return value;
  if (grammar_.is_reserved(here) && !next_is('.') && (!next_is('(') || !is_callable(here))) {
    fail("an expression");
    return no_value();
  }
  return named_primary();
}

// path | path '.' '*' | path '(' … ')'
const Expr* Parser::named_primary() {
  const std::uint32_t begin = current().begin;
  const Name first = name_of(current());
  advance();
  if (in_pattern_ && at_sign("..") && next_is('.')) {
    advance();
    advance();
    Column* column = start_at<Column>(begin);
    column->path = arena_.list(Name{text_since(begin), false});
    return done(column);
  }
  return column_or_call(first, begin);
}

const Expr* Parser::column_or_call(Name first, std::uint32_t begin) {
  List<Name> names;
  if (!at('.')) {
    names = arena_.list(first);
  } else {
    Collector<Name> path;
    path.add(first);
    while (accept('.')) {
      if (accept('*')) {
        Star* star = start_at<Star>(begin);
        star->path = path.finish(arena_);
        return done(star);
      }
      path.add(any_name());
    }
    names = path.finish(arena_);
  }
  if (at('(')) return function_call(names, begin);
  Column* column = start_at<Column>(begin);
  column->path = names;
  return done(column);
}

// '(' query ')' | '(' expression ')' | '(' expression (',' expression)+ ')'
const Expr* Parser::parenthesized() {
  const Nesting nesting(*this);
  const std::uint32_t begin = current().begin;
  expect('(');
  in_default_ = false;
  if (at_query()) {
    const Query* inner = query();
    expect(')');
    return subquery_of(inner, begin);
  }
  const std::uint32_t inside = current().begin;
  const Expr* value = expression();
  if (const Subquery* left = value->as<Subquery>(); left != nullptr && at_query_tail()) {
    const Query* whole = query_after(left->query, inside);
    expect(')');
    return subquery_of(whole, begin);
  }
  if (at(',')) return row_rest(value, begin);
  expect(')');
  return value;
}

const Expr* Parser::subquery_of(const Query* query, std::uint32_t begin) {
  Subquery* subquery = start_at<Subquery>(begin);
  subquery->query = query;
  return done(subquery);
}

const Expr* Parser::row_rest(const Expr* first, std::uint32_t begin) {
  Collector<const Expr*> items;
  items.add(first);
  while (accept(',')) items.add(expression());
  expect(')');
  Row* row = start_at<Row>(begin);
  row->items = items.finish(arena_);
  return done(row);
}

// ROW '(' [expressions] ')'
const Expr* Parser::row_constructor() {
  Row* row = start<Row>();
  row->is_explicit = true;
  advance();
  row->items = expressions_in_parentheses();
  return done(row);
}

// ARRAY '[' … ']' | ARRAY '(' query ')'
const Expr* Parser::array_constructor() {
  const std::uint32_t begin = current().begin;
  advance();
  if (at('[')) return array_items();
  Array* array = start_at<Array>(begin);
  array->query = query_in_parentheses();
  return done(array);
}

// '[' [item (',' item)*] ']', an item being such a list or an expression
const Expr* Parser::array_items() {
  const Nesting nesting(*this);
  Array* array = start<Array>();
  expect('[');
  Collector<const Expr*> items;
  while (!at(']') && !failed()) {
    items.add(at('[') ? array_items() : expression());
    if (!accept(',')) break;
  }
  expect(']');
  array->items = items.finish(arena_);
  return done(array);
}

// CASE [operand] (WHEN condition THEN result)+ [ELSE result] END
const Expr* Parser::case_expression() {
  Case* node = start<Case>();
  advance();
  if (!at(Word::kWhen)) node->operand = expression();
  Collector<const When*> whens;
  if (!at(Word::kWhen)) fail("WHEN");
  while (at(Word::kWhen)) {
    When* when = start<When>();
    advance();
    when->condition = expression();
    expect(Word::kThen);
    when->result = expression();
    whens.add(done(when));
  }
  node->whens = whens.finish(arena_);
  if (accept(Word::kElse)) node->otherwise = expression();
  expect(Word::kEnd);
  return done(node);
}

// EXISTS '(' query ')'
const Expr* Parser::exists() {
  Exists* node = start<Exists>();
  advance();
  node->query = query_in_parentheses();
  return done(node);
}

}  // namespace sqlx::sql
