// Functions with a syntax of their own: EXTRACT (field FROM value), TRIM (BOTH a FROM b), CAST
// (value AS type) and their kind. The plain form with commas, where there is one too, is an
// ordinary call.

#include <algorithm>

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// Null if no such call stands here.
const Expr* Parser::syntax_call() {
  const Word here = current().word();
  if (here == Word::kCollation && word(1) == Word::kFor && next_is('(', 2)) return collation_for();
  if (!next_is('(')) return nullptr;
  const bool units = grammar_.has(Feature::kIntervalUnits);
  switch (here) {
    case Word::kCast: return cast(CastForm::kCast);
    case Word::kTryCast: return cast(CastForm::kTry);
    case Word::kConvert: return grammar_.is_reserved(here) ? convert() : nullptr;
    case Word::kExtract: return extract();
    case Word::kSubstring:
    case Word::kSubstr: return substring();
    case Word::kTrim: return trim();
    case Word::kPosition: return position();
    case Word::kOverlay: return overlay();
    case Word::kMatch:
      return grammar_.operation(Operation::kMatch).infix.level == 0 ? match_against() : nullptr;
    case Word::kTimestampadd: return units ? timestamp_unit_call("timestampadd") : nullptr;
    case Word::kTimestampdiff: return units ? timestamp_unit_call("timestampdiff") : nullptr;
    case Word::kGetFormat: return units ? get_format() : nullptr;
    case Word::kWeightString: return weight_string();
    case Word::kChar: return char_call();
    case Word::kNormalize: return normalize();
    default: return nullptr;
  }
}

const Expr* Parser::syntax(std::string_view name, std::initializer_list<const Expr*> arguments,
                           std::uint32_t begin) {
  return call(CallForm::kSyntax, name,
              arena_.copy(std::span<const Expr* const>(arguments.begin(), arguments.size())),
              begin);
}

// The rest of an ordinary call whose first argument has been taken already.
const Expr* Parser::plain_call(std::string_view name, const Expr* first, std::uint32_t begin) {
  Collector<const Expr*> arguments;
  arguments.add(first);
  while (accept(',')) arguments.add(argument());
  expect(')');
  Call* call = start_at<Call>(begin);
  call->name = arena_.list(Name{name, false});
  call->arguments = arguments.finish(arena_);
  return done(call);
}

const Expr* Parser::cast_node(CastForm form, const Expr* operand, const TypeName* to,
                              std::uint32_t begin) {
  Cast* cast = start_at<Cast>(begin);
  cast->form = form;
  cast->operand = operand;
  cast->to = to;
  return done(cast);
}

// CAST '(' expression AS type ')'
const Expr* Parser::cast(CastForm form) {
  const std::uint32_t begin = current().begin;
  advance();
  expect('(');
  const Expr* value = expression();
  expect(Word::kAs);
  const TypeName* to = type();
  if (at_any({Word::kArray, Word::kFormat})) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this clause of CAST", current().begin,
              current().end);
  }
  expect(')');
  return cast_node(form, value, to, begin);
}

// CONVERT '(' expression (',' type | USING charset) ')'
const Expr* Parser::convert() {
  const std::uint32_t begin = current().begin;
  advance();
  expect('(');
  const Expr* value = expression();
  if (accept(Word::kUsing)) {
    const Expr* charset = string_value(at_string() ? string() : any_name().text);
    expect(')');
    return syntax("convert_using", {value, charset}, begin);
  }
  expect(',');
  const TypeName* to = type();
  expect(')');
  return cast_node(CastForm::kConvert, value, to, begin);
}

// EXTRACT '(' field FROM expression ')'
const Expr* Parser::extract() {
  const std::uint32_t begin = current().begin;
  advance();
  expect('(');
  const std::uint32_t field_begin = current().begin;
  const std::string_view written = at_string() ? string() : any_name().text;
  if (!is_plain_word(written))
    fail_with(Code::kSyntaxError, "this is no part of a date or time", field_begin, last_end_);
  const Expr* field = string_value(lower_words(written));
  expect(Word::kFrom);
  const Expr* value = expression();
  expect(')');
  return syntax("extract", {field, value}, begin);
}

// SUBSTRING '(' value FROM start [FOR length] ')' | '(' value FOR length [FROM start] ')'
const Expr* Parser::substring() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  const Expr* value = expression();
  const Expr* from = nullptr;
  const Expr* length = nullptr;
  if (at(Word::kSimilar))
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read SUBSTRING … SIMILAR", current().begin,
              current().end);
  if (!at_any({Word::kFrom, Word::kFor})) return plain_call(name, value, begin);
  while (at_any({Word::kFrom, Word::kFor}) && !failed()) {
    const Expr*& part = at(Word::kFrom) ? from : length;
    if (part != nullptr) fail("`)`");
    advance();
    part = expression();
  }
  expect(')');
  if (from == nullptr) from = literal(LiteralKind::kInteger, "1");
  return length == nullptr ? syntax("substring", {value, from}, begin)
                           : syntax("substring", {value, from, length}, begin);
}

// TRIM '(' [BOTH | LEADING | TRAILING] [characters] FROM value ')'
const Expr* Parser::trim() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  std::string_view side = "both";
  bool is_syntax = true;
  if (accept(Word::kLeading))
    side = "leading";
  else if (accept(Word::kTrailing))
    side = "trailing";
  else if (!accept(Word::kBoth))
    is_syntax = false;
  const Expr* side_value = string_value(side);
  if (accept(Word::kFrom)) {
    const Expr* value = expression();
    expect(')');
    return syntax("trim", {side_value, value}, begin);
  }
  const Expr* first = expression();
  if (!at(Word::kFrom)) {
    if (!is_syntax) return plain_call(name, first, begin);
    expect(')');
    return syntax("trim", {side_value, first}, begin);
  }
  advance();
  const Expr* value = expression();
  expect(')');
  return syntax("trim", {side_value, value, first}, begin);
}

// POSITION '(' needle IN haystack ')'
const Expr* Parser::position() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  const Expr* needle = tighter_than(Operation::kIn);
  if (!accept(Word::kIn)) return plain_call(name, needle, begin);
  const Expr* haystack = expression();
  expect(')');
  return syntax("position", {needle, haystack}, begin);
}

// OVERLAY '(' value PLACING with FROM start [FOR length] ')'
const Expr* Parser::overlay() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  const Expr* value = expression();
  if (!accept(Word::kPlacing)) return plain_call(name, value, begin);
  const Expr* with = expression();
  expect(Word::kFrom);
  const Expr* from = expression();
  const Expr* length = accept(Word::kFor) ? expression() : nullptr;
  expect(')');
  return length == nullptr ? syntax("overlay", {value, with, from}, begin)
                           : syntax("overlay", {value, with, from, length}, begin);
}

// MATCH '(' columns ')' AGAINST '(' query [mode] ')'
const Expr* Parser::match_against() {
  const std::uint32_t begin = current().begin;
  advance();
  Row* columns = start<Row>();
  columns->items = expressions_in_parentheses();
  done(columns);
  if (!accept_text("AGAINST")) fail("AGAINST");
  expect('(');
  const Expr* query = tighter_than(Operation::kIn);
  const std::string_view mode = search_mode();
  const Expr* mode_value = string_value(mode);
  expect(')');
  if (mode.empty()) return syntax("match_against", {columns, query}, begin);
  return syntax("match_against", {columns, query, mode_value}, begin);
}

// IN BOOLEAN MODE | IN NATURAL LANGUAGE MODE [WITH QUERY EXPANSION] | WITH QUERY EXPANSION
std::string_view Parser::search_mode() {
  const std::uint32_t begin = current().begin;
  if (at(')')) return {};
  while (at(TokenKind::kWord)) advance();
  const std::string_view mode = lower_words(text_since(begin));
  constexpr std::string_view kModes[] = {"in boolean mode", "in natural language mode",
                                         "in natural language mode with query expansion",
                                         "with query expansion"};
  if (std::find(std::begin(kModes), std::end(kModes), mode) == std::end(kModes))
    fail("a mode of the search");
  return mode;
}

// TIMESTAMPADD '(' unit ',' a ',' b ')'
const Expr* Parser::timestamp_unit_call(std::string_view name) {
  const std::uint32_t begin = current().begin;
  advance();
  expect('(');
  const Expr* unit = string_value(to_string(interval_unit()));
  expect(',');
  const Expr* first = expression();
  expect(',');
  const Expr* second = expression();
  expect(')');
  return syntax(name, {unit, first, second}, begin);
}

// GET_FORMAT '(' (DATE | TIME | DATETIME) ',' expression ')'
const Expr* Parser::get_format() {
  const std::uint32_t begin = current().begin;
  advance();
  expect('(');
  const Expr* type = string_value(lower_words(any_name().text));
  expect(',');
  const Expr* region = expression();
  expect(')');
  return syntax("get_format", {type, region}, begin);
}

// WEIGHT_STRING '(' value [AS (CHAR | BINARY) (n)] ')'
const Expr* Parser::weight_string() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  const Expr* value = expression();
  if (!accept(Word::kAs)) return plain_call(name, value, begin);
  const std::uint32_t place = current().begin;
  const TypeName* as = type();
  const Expr* cast_value = cast_node(CastForm::kCast, value, as, place);
  expect(')');
  return syntax("weight_string", {cast_value}, begin);
}

// CHAR '(' numbers USING charset ')'
const Expr* Parser::char_call() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  Collector<const Expr*> items;
  if (!at(')')) {
    do items.add(argument());
    while (accept(','));
  }
  const bool has_charset = accept(Word::kUsing);
  if (has_charset) items.add(string_value(any_name().text));
  expect(')');
  if (has_charset) return call(CallForm::kSyntax, "char_using", items.finish(arena_), begin);
  return call(CallForm::kFunction, name, items.finish(arena_), begin);
}

// COLLATION FOR '(' value ')'
const Expr* Parser::collation_for() {
  const std::uint32_t begin = current().begin;
  advance();
  advance();
  expect('(');
  const Expr* value = expression();
  expect(')');
  return syntax("collation_for", {value}, begin);
}

// NORMALIZE '(' value [',' form] ')'
const Expr* Parser::normalize() {
  const std::uint32_t begin = current().begin;
  const std::string_view name = text(current());
  advance();
  expect('(');
  const Expr* value = expression();
  if (!at(',') || peek(1).kind != TokenKind::kWord || !next_is(')', 2))
    return plain_call(name, value, begin);
  advance();
  const Expr* form = string_value(lower_words(any_name().text));
  expect(')');
  return syntax("normalize", {value, form}, begin);
}

}  // namespace sqlx::sql
