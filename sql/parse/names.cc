// Names: plain and quoted, dotted paths, aliases, and the small phrases around them.

#include <algorithm>

#include "sql/parse/literals.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

// Words that begin what may follow, so that none of them is a name that nobody announced with AS.
constexpr Word kClauseWords[] = {
    Word::kAnd,       Word::kAs,    Word::kAsc,          Word::kBy,          Word::kCross,
    Word::kDesc,      Word::kElse,  Word::kEnd,          Word::kExcept,      Word::kFetch,
    Word::kFor,       Word::kFrom,  Word::kGroup,        Word::kHaving,      Word::kInner,
    Word::kIntersect, Word::kInto,  Word::kIs,           Word::kJoin,        Word::kLeft,
    Word::kLimit,     Word::kMinus, Word::kNatural,      Word::kNot,         Word::kOffset,
    Word::kOn,        Word::kOr,    Word::kOrder,        Word::kReturning,   Word::kRight,
    Word::kSelect,    Word::kSet,   Word::kStraightJoin, Word::kTablesample, Word::kThen,
    Word::kUnion,     Word::kUsing, Word::kValues,       Word::kWhen,        Word::kWhere,
    Word::kWindow,    Word::kWith};

constexpr auto kIsClauseWord = [] {
  std::array<bool, static_cast<std::size_t>(Word::kCount)> table{};
  for (const Word word : kClauseWords) table[static_cast<std::size_t>(word)] = true;
  return table;
}();

}  // namespace

bool Parser::at_name() {
  if (at(TokenKind::kQuotedName)) return true;
  if (!at(TokenKind::kWord) || grammar_.is_reserved(current().word())) return false;
  return current().word() != Word::kNone || !grammar_.is_own_word(text(current()));
}

bool Parser::at_alias() {
  if (at(TokenKind::kQuotedName)) return true;
  if (at_string())
    return current().style == StringStyle::kPlain &&
           !grammar_.has(Feature::kAnyTypeBeforeLiteral);  // else it belongs to a type
  const Word here = current().word();
  if (!at(TokenKind::kWord) || grammar_.is_reserved(here) ||
      kIsClauseWord[static_cast<std::size_t>(here)])
    return false;
  switch (here) {
    case Word::kFull:
      return !grammar_.has(Feature::kFullJoin) ||
             !(word(1) == Word::kJoin || word(1) == Word::kOuter);
    case Word::kQualify: return !grammar_.has(Feature::kQualify);
    case Word::kLock: return word(1) != Word::kIn;
    case Word::kNone: return !grammar_.is_own_word(text(current()));
    default: return true;
  }
}

Name Parser::name_of(const Token& token) {
  if (token.kind == TokenKind::kWord) return {text(token), false};
  return {decoded(token), true};
}

// name := word | quoted name
Name Parser::name() {
  if (at_name()) {
    const Name name = name_of(current());
    advance();
    return name;
  }
  const bool is_word = at(TokenKind::kWord);
  fail("a name", is_word ? "a reserved word is quoted where it is a name" : "");
  return {};
}

Name Parser::any_name() {
  if (!at(TokenKind::kWord)) return name();
  const Name name = name_of(current());
  advance();
  return name;
}

// alias := [AS] (name | string)
Name Parser::alias() {
  if (accept(Word::kAs)) {
    return at_string() ? name_in_string() : any_name();
  }
  if (!at_alias()) return {};
  return name_or_string();
}

Name Parser::name_or_string() { return at_string() ? name_in_string() : name(); }

// 'name', which can hold by its escapes what no name can.
Name Parser::name_in_string() {
  const Token written = current();
  const Name name{string(), true};
  if (written.style != StringStyle::kPlain || name.text.find('\0') != std::string_view::npos) {
    fail_with(Code::kSyntaxError, "this cannot be a name", written.begin, written.end);
  }
  return name;
}

// path := name ('.' name)*
List<Name> Parser::path() {
  const Name first = name();
  return path_from(first);
}

List<Name> Parser::path_from(Name first) {
  if (!at('.')) return arena_.list(first);
  Collector<Name> names;
  names.add(first);
  while (accept('.')) names.add(any_name());
  return names.finish(arena_);
}

// '(' name (',' name)* ')'
List<Name> Parser::names_in_parentheses() {
  Collector<Name> names;
  expect('(');
  do names.add(any_name());
  while (accept(','));
  expect(')');
  return names.finish(arena_);
}

List<Name> Parser::optional_names() { return at('(') ? names_in_parentheses() : List<Name>{}; }

std::string_view Parser::string() {
  if (!at_string()) {
    fail("a text in quotes");
    return {};
  }
  return joined_strings();
}

bool Parser::accept_if_exists() { return accept(Word::kIf, Word::kExists); }
bool Parser::accept_if_not_exists() { return accept(Word::kIf, Word::kNot, Word::kExists); }
bool Parser::accept_or_replace() { return accept(Word::kOr, Word::kReplace); }

}  // namespace sqlx::sql
