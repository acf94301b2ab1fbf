// Literals: numbers, texts, bytes, intervals, and a type before a text (DATE '2024-01-01').

#include <string>

#include "base/text.h"
#include "sql/parse/literals.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

constexpr std::initializer_list<Word> kFields = {Word::kYear, Word::kMonth,  Word::kDay,
                                                 Word::kHour, Word::kMinute, Word::kSecond};

}  // namespace

// Of the token that was taken last.
const Expr* Parser::literal(LiteralKind kind, std::string_view text) {
  Literal* node = start_at<Literal>(last_begin_);
  node->literal = kind;
  node->text = text;
  return done(node);
}

const Expr* Parser::number() {
  const Token token = current();
  const LiteralKind kind = token.kind == TokenKind::kInteger   ? LiteralKind::kInteger
                           : token.kind == TokenKind::kDecimal ? LiteralKind::kDecimal
                                                               : LiteralKind::kFloat;
  advance();
  return literal(kind, text(token));
}

// 0x1F and 0b101, as written: whether they are numbers or bytes is for their reader to say.
const Expr* Parser::based_number() {
  const Token token = current();
  advance();
  return literal(LiteralKind::kInteger, text(token));
}

std::string_view Parser::decoded(const Token& token) {
  const auto value =
      decode(lexer_.text(), token,
             grammar_.lexical->backslash_escapes ? grammar_.lexical->escape_sign : '\0', arena_);
  if (!value)
    fail_with(Code::kSyntaxError, "an escape in this text is malformed", token.begin, token.end);
  return value.value_or("");
}

// 'a' 'b' is one text: always, on different lines only, or never, as the dialect has it.
bool Parser::another_string_follows(const Token& before) {
  const Token& next = current();
  if (next.kind != TokenKind::kString || next.style == StringStyle::kBytes ||
      next.style == StringStyle::kBits)
    return false;
  const wirepacks::Lexical& lexical = *grammar_.lexical;
  if (lexical.adjacent_strings) return true;
  const std::string_view between = lexer_.text().substr(before.end, next.begin - before.end);
  return lexical.continued_strings && between.find('\n') != std::string_view::npos;
}

// string := text+
std::string_view Parser::joined_strings() {
  Token token = current();
  const std::string_view first = decoded(token);
  advance();
  if (!another_string_follows(token)) return first;
  const StringStyle style = token.style;
  std::string all(first);
  do {
    Token next = current();
    if (style == StringStyle::kEscapes && next.style == StringStyle::kPlain) {
      fail_with(Code::kSyntaxUnsupported,
                "sqlx does not read an E'…' text that goes on in the next line", next.begin,
                next.end);
      return {};
    }
    all += decoded(next);
    token = next;
    advance();
  } while (another_string_follows(token));
  return arena_.copy(std::string_view(all));
}

const Expr* Parser::string_literal() {
  if (!at_string()) {
    fail("a text in quotes");
    return no_value();
  }
  const Token token = current();
  if (token.style == StringStyle::kBytes || token.style == StringStyle::kBits)
    return bit_or_byte_string();
  Literal* node = start<Literal>();
  node->literal = LiteralKind::kString;
  node->text = joined_strings();
  if (token.style == StringStyle::kNational && grammar_.lexical->charset_introducers)
    node->charset = "utf8";
  if (token.style == StringStyle::kUnicode && at_text("UESCAPE")) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read UESCAPE", current().begin,
              current().end);
  }
  return done(node);
}

// X'1F' and B'101'
const Expr* Parser::bit_or_byte_string() {
  const Token token = current();
  advance();
  if (token.style == StringStyle::kBits) return literal(LiteralKind::kBits, decoded(token));
  if (grammar_.lexical->byte_strings) return literal(LiteralKind::kBytes, decoded(token));
  const std::string_view whole = text(token);
  const auto bits = hex_to_bits(whole.substr(2, whole.size() - 3), arena_);
  if (!bits)
    fail_with(Code::kSyntaxError, "a bit string holds digits only", token.begin, token.end);
  return literal(LiteralKind::kBits, bits.value_or(""));
}

bool Parser::at_introducer() {
  if (!grammar_.lexical->charset_introducers || !text(current()).starts_with('_')) return false;
  const TokenKind next = peek(1).kind;
  return next == TokenKind::kString || next == TokenKind::kHexNumber ||
         next == TokenKind::kBitNumber;
}

// _utf8mb4'…'
const Expr* Parser::introduced_literal() {
  const std::uint32_t begin = current().begin;
  const std::string_view charset = lower_words(text(current()).substr(1));
  advance();
  const Expr* value = at_string() ? string_literal() : based_number();
  Literal* node = arena_.make<Literal>(*value->as<Literal>());
  node->charset = charset;
  node->begin = begin;
  return node;
}

const Expr* Parser::string_value(std::string_view value) {
  Literal* node = start_at<Literal>(last_begin_);
  node->literal = LiteralKind::kString;
  node->text = value;
  return done(node);
}

// INTERVAL 1 DAY, INTERVAL '1 day'; null if INTERVAL is a name here.
const Expr* Parser::interval() {
  const std::uint32_t begin = current().begin;
  const bool string_follows = peek(1).kind == TokenKind::kString;
  if (grammar_.has(Feature::kIntervalUnits) && !next_is('.')) {
    advance();
    return interval_of_unit(begin);
  }
  const bool precision_follows = next_is('(') && peek(2).kind == TokenKind::kInteger &&
                                 next_is(')', 3) && peek(4).kind == TokenKind::kString;
  if (!grammar_.has(Feature::kIntervals) || !(string_follows || precision_follows)) return nullptr;
  advance();
  return interval_of_fields(begin);
}

// INTERVAL amount unit; INTERVAL (a, b, …) is a function.
const Expr* Parser::interval_of_unit(std::uint32_t begin) {
  const Expr* amount = expression();
  if (const Row* row = amount->as<Row>();
      row != nullptr && !row->is_explicit && !at_interval_unit()) {
    return call(CallForm::kFunction, lexer_.text().substr(begin, 8), row->items, begin);
  }
  Interval* node = start_at<Interval>(begin);
  node->amount = amount;
  node->unit = interval_unit();
  return done(node);
}

// INTERVAL [(precision)] text [fields]
const Expr* Parser::interval_of_fields(std::uint32_t begin) {
  TypeName* type = start_at<TypeName>(begin);
  type->name = one_name("interval");
  if (at('(')) type->arguments = expressions_in_parentheses();
  done(type);
  const Expr* value = string_literal();
  type->interval_fields = interval_fields();
  type_arguments(*type);
  return cast_node(CastForm::kTyped, value, type, begin);
}

// YEAR | DAY TO SECOND | …, whose precision is the type's argument
std::string_view Parser::interval_fields() {
  const std::uint32_t begin = current().begin;
  if (!accept_any(kFields)) return {};
  if (at(Word::kTo)) {
    advance();
    if (!accept_any(kFields)) fail("a field of an interval");
  }
  return lower_words(text_since(begin));
}

bool Parser::at_interval_unit() {
  if (!at(TokenKind::kWord)) return false;
  for (auto unit = IntervalUnit::kMicrosecond; unit <= IntervalUnit::kYearMonth;
       unit = static_cast<IntervalUnit>(static_cast<int>(unit) + 1)) {
    if (at_text(to_string(unit))) return true;
  }
  return false;
}

IntervalUnit Parser::interval_unit() {
  std::string_view word = at(TokenKind::kWord) ? text(current()) : std::string_view{};
  if (starts_with_fold(word, "SQL_TSI_")) word.remove_prefix(8);
  for (auto unit = IntervalUnit::kMicrosecond; unit <= IntervalUnit::kYearMonth;
       unit = static_cast<IntervalUnit>(static_cast<int>(unit) + 1)) {
    if (!equal_fold(word, to_string(unit))) continue;
    advance();
    return unit;
  }
  fail("a unit of time, such as DAY");
  return IntervalUnit::kSecond;
}

// Whether a type stands here with a text behind it.
bool Parser::at_typed_literal() {
  if (!grammar_.has(Feature::kTypeBeforeLiteral)) return false;
  const Token& next = peek(1);
  const bool plain_string = next.kind == TokenKind::kString && next.style != StringStyle::kBytes &&
                            next.style != StringStyle::kBits;
  switch (current().word()) {
    case Word::kDate: return plain_string;
    case Word::kTime:
    case Word::kTimestamp:
      if (plain_string) return true;
      if (word(1) == Word::kWith || word(1) == Word::kWithout)
        return peek(4).kind == TokenKind::kString;
      return next_is('(') && peek(2).kind == TokenKind::kInteger && next_is(')', 3) &&
             (peek(4).kind == TokenKind::kString ||
              (word(4) == Word::kWith && word(5) == Word::kTime) || word(4) == Word::kWithout);
    case Word::kDouble: return word(1) == Word::kPrecision && peek(2).kind == TokenKind::kString;
    default:
      return plain_string && grammar_.has(Feature::kAnyTypeBeforeLiteral) &&
             !grammar_.is_reserved(current().word());
  }
}

const Expr* Parser::typed_literal() {
  const std::uint32_t begin = current().begin;
  const TypeName* to = type();
  return cast_node(CastForm::kTyped, string_literal(), to, begin);
}

// {d '2024-01-01'}, {t '…'}, {ts '…'}
const Expr* Parser::odbc_literal() {
  const std::uint32_t begin = current().begin;
  advance();
  std::string_view type;
  if (accept_text("d"))
    type = "date";
  else if (accept_text("t"))
    type = "time";
  else if (accept_text("ts"))
    type = "timestamp";
  if (type.empty()) {
    fail("d, t or ts");
    return no_value();
  }
  TypeName* to = start_at<TypeName>(begin);
  to->name = one_name(type);
  done(to);
  const Expr* value = string_literal();
  expect('}');
  return cast_node(CastForm::kTyped, value, to, begin);
}

}  // namespace sqlx::sql
