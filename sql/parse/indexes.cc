// CREATE INDEX, indexes inside CREATE TABLE, and the parts that both have.

#include <charconv>

#include "base/text.h"
#include "sql/parse/clause_order.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// [UNIQUE | FULLTEXT | SPATIAL] INDEX [CONCURRENTLY] [IF NOT EXISTS] [name] [USING method] ON table
// [USING method] parts endings
const Node* Parser::create_index(bool or_replace, std::uint32_t begin) {
  CreateIndex* node = start_at<CreateIndex>(begin);
  IndexDefinition* index = start_at<IndexDefinition>(begin);
  node->or_replace = or_replace;
  index->index = index_kind();
  expect(Word::kIndex);
  node->concurrently = accept(Word::kConcurrently);
  node->if_not_exists = accept_if_not_exists();
  List<Name> name;
  if (!at(Word::kOn)) name = path();
  if (name.size() > 1 && !grammar_.lexical->double_quoted_fallback) fail("ON");
  if (!name.empty()) index->name = name.back();
  if (accept(Word::kUsing)) index->method = lower_words(any_name().text);
  expect(Word::kOn);
  node->table = plain_table();
  if (name.size() == 2 && node->table->name.size() == 1)
    node->table = table_in_schema(*node->table, name.front());
  if (accept(Word::kUsing)) index->method = lower_words(any_name().text);
  index->parts = index_parts();
  index_endings(*index);
  node->definition = done(index);
  return done(node);
}

// An index named with its database is on a table of that database.
const Table* Parser::table_in_schema(const Table& table, Name schema) {
  Table* changed = arena_.make<Table>(table);
  changed->name = arena_.list(schema, table.name.front());
  return changed;
}

IndexKind Parser::index_kind() {
  if (accept(Word::kUnique)) return IndexKind::kUnique;
  if (accept(Word::kFulltext)) return IndexKind::kFulltext;
  return accept(Word::kSpatial) ? IndexKind::kSpatial : IndexKind::kPlain;
}

bool Parser::at_table_index() {
  if (!grammar_.has(Feature::kIndexesInTable)) return false;
  return at_any({Word::kKey, Word::kIndex, Word::kFulltext, Word::kSpatial});
}

// [FULLTEXT | SPATIAL] [INDEX | KEY] [IF NOT EXISTS] [name] [USING method] parts endings
const IndexDefinition* Parser::table_index() {
  IndexDefinition* index = start<IndexDefinition>();
  index->index = index_kind();
  accept_any({Word::kKey, Word::kIndex});
  accept_if_not_exists();
  if (!at('(') && !at(Word::kUsing)) index->name = name();
  if (accept(Word::kUsing)) index->method = lower_words(any_name().text);
  index->parts = index_parts();
  index_endings(*index);
  return done(index);
}

// '(' part (',' part)* ')'
List<const OrderItem*> Parser::index_parts() {
  Collector<const OrderItem*> parts;
  expect('(');
  do parts.add(index_part());
  while (accept(','));
  expect(')');
  return parts.finish(arena_);
}

// (name ['(' length ')'] | expression) [operator class] [ASC | DESC] [NULLS …]
const OrderItem* Parser::index_part() {
  OrderItem* part = start<OrderItem>();
  const bool has_length = grammar_.has(Feature::kPrefixIndexes) && next_is('(') &&
                          peek(2).kind == TokenKind::kInteger && next_is(')', 3);
  if (has_length) {
    Column* column = start<Column>();
    column->path = arena_.list(name());
    part->value = done(column);
    expect('(');
    const std::string_view digits = text(current());
    std::from_chars(digits.data(), digits.data() + digits.size(), part->prefix_length);
    advance();
    expect(')');
  } else {
    part->value = expression();
  }
  const bool is_word =
      at(TokenKind::kWord) && !at_any({Word::kAsc, Word::kDesc, Word::kNulls, Word::kWith});
  if (is_word || at(TokenKind::kQuotedName)) {
    part->operator_class = path();
    if (at('('))
      fail_with(Code::kSyntaxUnsupported, "sqlx does not read options of an operator class",
                current().begin, current().end);
  }
  order_direction(*part);
  return done(part);
}

// [INCLUDE (…)] [NULLS [NOT] DISTINCT] [WITH (…)] [WHERE …] and options
void Parser::index_endings(IndexDefinition& index) {
  Collector<const Option*> options;
  ClauseOrder order{Word::kInclude, Word::kNulls, Word::kWith, Word::kTablespace, Word::kWhere};
  while (at(TokenKind::kWord) && !failed()) {
    if (!grammar_.has(Feature::kTableOptions)) in_order(order);
    if (at(Word::kInclude) && next_is('(')) {
      advance();
      index.included = names_in_parentheses();
    } else if (accept(Word::kNulls)) {
      index.nulls_not_distinct = accept(Word::kNot);
      expect(Word::kDistinct);
    } else if (at(Word::kWith) && next_is('(') && !grammar_.has(Feature::kTableOptions)) {
      advance();
      add_options(options);
    } else if (accept(Word::kUsing)) {
      index.method = lower_words(any_name().text);
    } else if (at(Word::kWhere)) {
      index.where = optional_where();
    } else if (grammar_.has(Feature::kTableOptions) || at(Word::kTablespace)) {
      options.add(index_option());
    } else {
      fail("the end of the index");
    }
  }
  index.options = options.finish(arena_);
}

// WITH PARSER name | VISIBLE | INVISIBLE | IGNORED | name ['='] value
const Option* Parser::index_option() {
  const std::uint32_t begin = current().begin;
  if (accept(Word::kWith)) {
    if (!accept_text("PARSER")) fail("PARSER");
    return option("parser", string_value(any_name().text), begin);
  }
  if (at_any({Word::kVisible, Word::kInvisible, Word::kIgnored})) {
    const std::string_view name = lower_words(text(current()));
    advance();
    return option(name, nullptr, begin);
  }
  if (accept(Word::kNot)) {
    expect(Word::kIgnored);
    return option("not ignored", nullptr, begin);
  }
  return table_option();
}

}  // namespace sqlx::sql
