// Options of tables, views, indexes and sequences: `ENGINE = InnoDB`, `WITH (fillfactor = 70)`.

#include "base/text.h"
#include "sql/parse/clause_order.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

const Option* Parser::option(std::string_view name, const Expr* value, std::uint32_t begin) {
  Option* option = start_at<Option>(begin);
  option->name = name;
  option->value = value;
  return done(option);
}

// A literal; a bare word is a text, a list in parentheses a row.
const Expr* Parser::option_value() {
  const std::uint32_t begin = current().begin;
  if (at('(')) {
    Row* row = start<Row>();
    row->items = expressions_in_parentheses();
    return done(row);
  }
  if (!at(TokenKind::kWord) && !at(TokenKind::kQuotedName)) return prefix_operators();
  const List<Name> names = path_from(any_name());
  if (names.size() == 1) return string_value(names.front().text);
  return string_value(text_since(begin));
}

// [DEFAULT] name [name] ['='] value
const Option* Parser::table_option() {
  const std::uint32_t begin = current().begin;
  accept(Word::kDefault);
  const std::uint32_t name_begin = current().begin;
  if (accept(Word::kCharset) || accept(Word::kCharacter, Word::kSet) ||
      accept(Word::kChar, Word::kSet)) {
    accept('=');
    return option("character set", option_value(), begin);
  }
  const bool two_words = word(1) == Word::kDirectory;
  if (!at(TokenKind::kWord)) fail("an option of the table");
  advance();
  if (two_words) advance();
  const std::string_view name = lower_words(text_since(name_begin));
  accept('=');
  return option(name, option_value(), begin);
}

// '(' name ['=' value] (',' name ['=' value])* ')'
List<const Option*> Parser::options_in_parentheses() {
  Collector<const Option*> options;
  add_options(options);
  return options.finish(arena_);
}

void Parser::add_options(Collector<const Option*>& options) {
  expect('(');
  do {
    const std::uint32_t begin = current().begin;
    const List<Name> names = path_from(any_name());
    const std::string_view name =
        lower_words(names.size() == 1 ? names.front().text : text_since(begin));
    const bool has_value = accept('=') || (!at(',') && !at(')'));
    options.add(option(name, has_value ? option_value() : nullptr, begin));
  } while (accept(',') && !failed());
  expect(')');
}

void Parser::in_order(ClauseOrder& order) {
  const Token clause = current();
  if (order.takes(clause.word())) return;
  fail_with(Code::kSyntaxError, "this clause comes too late", clause.begin, clause.end,
            "it stands once, before those that are in front of it here");
}

// '(' name 'text' (',' name 'text')* ')'
void Parser::add_texts(Collector<const Option*>& options) {
  expect('(');
  do {
    const std::uint32_t begin = current().begin;
    const std::string_view name = lower_words(any_name().text);
    options.add(option(name, string_literal(), begin));
  } while (accept(',') && !failed());
  expect(')');
}

}  // namespace sqlx::sql
