// Types as written: names of several words, arguments, labels, attributes, dimensions of arrays.

#include <string>

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

// Words that follow a type in a column's definition, where a type may be any words.
bool ends_type(Word word) {
  switch (word) {
    case Word::kConstraint:
    case Word::kPrimary:
    case Word::kNot:
    case Word::kNull:
    case Word::kUnique:
    case Word::kCheck:
    case Word::kDefault:
    case Word::kCollate:
    case Word::kReferences:
    case Word::kGenerated:
    case Word::kAs:
    case Word::kOn:
    case Word::kAutoincrement:
    case Word::kDeferrable: return true;
    default: return false;
  }
}

struct TwoWords {
  Word first;
  Word second;
  Word third;  // kNone: two are all
  std::string_view name;
};

// The longest first.
constexpr TwoWords kTwoWords[] = {
    {Word::kNational, Word::kCharacter, Word::kVarying, "national character varying"},
    {Word::kNational, Word::kChar, Word::kVarying, "national char varying"},
    {Word::kLong, Word::kChar, Word::kVarying, "long char varying"},
    {Word::kLong, Word::kCharacter, Word::kVarying, "long character varying"},
    {Word::kDouble, Word::kPrecision, Word::kNone, "double precision"},
    {Word::kCharacter, Word::kVarying, Word::kNone, "character varying"},
    {Word::kChar, Word::kVarying, Word::kNone, "char varying"},
    {Word::kNchar, Word::kVarying, Word::kNone, "nchar varying"},
    {Word::kNchar, Word::kVarchar, Word::kNone, "nchar varchar"},
    {Word::kNational, Word::kCharacter, Word::kNone, "national character"},
    {Word::kNational, Word::kChar, Word::kNone, "national char"},
    {Word::kNational, Word::kVarchar, Word::kNone, "national varchar"},
    {Word::kBit, Word::kVarying, Word::kNone, "bit varying"},
    {Word::kLong, Word::kVarchar, Word::kNone, "long varchar"},
    {Word::kLong, Word::kVarbinary, Word::kNone, "long varbinary"},
};

}  // namespace

List<Name> Parser::one_name(std::string_view name) { return arena_.list(Name{name, false}); }

// type := words ['(' arguments ')'] attributes dimensions
const TypeName* Parser::type() {
  const Nesting nesting(*this);
  if (!at(TokenKind::kWord) && !at(TokenKind::kQuotedName) &&
      !(at_string() && grammar_.has(Feature::kFreeTypes))) {
    fail("a type");
    return start<TypeName>();
  }
  if (grammar_.has(Feature::kFreeTypes)) return free_type();
  TypeName* type = start<TypeName>();
  type_words(*type);
  type_attributes(*type);
  type_dimensions(*type);
  return done(type);
}

// Any words, as SQLite takes them: "unsigned big int", "native character (70)".
const TypeName* Parser::free_type() {
  TypeName* type = start<TypeName>();
  std::string words;
  while ((at(TokenKind::kWord) && (words.empty() || !ends_type(current().word()))) ||
         at(TokenKind::kQuotedName) || at_string()) {
    if (!words.empty()) words += ' ';
    words += at(TokenKind::kWord) ? lower(text(current())) : std::string(decoded(current()));
    advance();
  }
  type->name = one_name(arena_.copy(std::string_view(words)));
  type_arguments(*type);
  return done(type);
}

void Parser::type_words(TypeName& type) {
  if (at(TokenKind::kQuotedName)) {
    type.name = path();
    return type_arguments(type);
  }
  for (const TwoWords& row : kTwoWords) {
    if (!at(row.first, row.second) || (row.third != Word::kNone && word(2) != row.third)) continue;
    for (int i = row.third != Word::kNone ? 3 : 2; i > 0; --i) advance();
    type.name = one_name(row.name);
    return type_arguments(type);
  }
  const Word here = current().word();
  const Name first = name_of(current());
  advance();
  switch (here) {
    case Word::kTimestamp: return type_zone(type, "timestamp");
    case Word::kTime: return type_zone(type, "time");
    case Word::kEnum:
    case Word::kSet:
      type.name = one_name(lower_words(first.text));
      if (at('(') && peek(1).kind == TokenKind::kString) type.labels = strings_in_parentheses();
      return;
    case Word::kInterval:
      type.name = one_name("interval");
      type.interval_fields = interval_fields();
      return type_arguments(type);
    case Word::kSigned:
    case Word::kUnsigned:
      accept_any({Word::kInteger, Word::kInt});
      type.name = one_name(here == Word::kSigned ? "signed" : "unsigned");
      return;
    default: break;
  }
  type.name = at('.') ? path_from(first) : one_name(lower_words(first.text));
  type_arguments(type);
}

// TIMESTAMP ['(' precision ')'] [(WITH | WITHOUT) [LOCAL] TIME ZONE]
void Parser::type_zone(TypeName& type, std::string_view stem) {
  type_arguments(type);
  const bool is_stamp = stem == "timestamp";
  type.name = one_name(stem);
  if (accept(Word::kWith, Word::kTime, Word::kZone))
    type.name = one_name(is_stamp ? "timestamp with time zone" : "time with time zone");
  if (accept(Word::kWithout, Word::kTime, Word::kZone)) {
    type.name = one_name(is_stamp ? "timestamp without time zone" : "time without time zone");
  }
}

void Parser::type_arguments(TypeName& type) {
  if (at('(')) type.arguments = expressions_in_parentheses();
}

// '(' text (',' text)* ')'
List<std::string_view> Parser::strings_in_parentheses() {
  Collector<std::string_view> items;
  expect('(');
  do items.add(string());
  while (accept(','));
  expect(')');
  return items.finish(arena_);
}

// UNSIGNED | ZEROFILL | CHARACTER SET name | BINARY | …
void Parser::type_attributes(TypeName& type) {
  for (;;) {
    if (accept(Word::kUnsigned)) {
      type.is_unsigned = true;
    } else if (accept(Word::kZerofill)) {
      type.zerofill = true;
    } else if (at(Word::kSigned) && grammar_.has(Feature::kUnsigned)) {
      advance();
    } else if (at(Word::kBinary) && grammar_.has(Feature::kUnsigned)) {
      advance();
      type.is_binary = true;
    } else if (accept(Word::kCharset) || accept(Word::kCharacter, Word::kSet) ||
               accept(Word::kChar, Word::kSet)) {
      accept('=');
      type.charset = at_string() ? string() : lower_words(any_name().text);
    } else if (at(Word::kAscii) && grammar_.has(Feature::kUnsigned)) {
      advance();
      type.charset = "latin1";
    } else {
      return;
    }
  }
}

// ('[' [size] ']')* | ARRAY ['[' size ']']
void Parser::type_dimensions(TypeName& type) {
  if (!grammar_.has(Feature::kArrays)) return;
  if (accept(Word::kArray)) {
    type.dimensions = 1;
    if (!accept('[')) return;
    if (!at(']')) advance();
    return expect(']');
  }
  while (accept('[')) {
    if (at(TokenKind::kInteger)) advance();
    expect(']');
    if (type.dimensions < 255) ++type.dimensions;
  }
}

}  // namespace sqlx::sql
