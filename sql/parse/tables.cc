// What stands in FROM: tables, joins, derived tables, functions, JSON_TABLE.

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

// Without a condition an inner join is a cross join, and with one a cross join is none.
void settle_join(Join& join) {
  const bool is_inner = join.join == JoinType::kInner || join.join == JoinType::kCross;
  const bool has_condition = join.on != nullptr || !join.using_columns.empty();
  if (is_inner && !join.natural && !join.straight)
    join.join = has_condition ? JoinType::kInner : JoinType::kCross;
}

}  // namespace

// reference (',' reference)*
List<const TableRef*> Parser::table_list() {
  Collector<const TableRef*> tables;
  do tables.add(table_reference());
  while (accept(','));
  return tables.finish(arena_);
}

// reference := primary join*
const TableRef* Parser::table_reference() {
  const Nesting nesting(*this);
  const std::uint32_t begin = current().begin;
  const TableRef* left = table_primary();
  while (at_join()) {
    left = join(left, begin);
    if (++height_ > kMostHeight) fail_too_deep();
  }
  return left;
}

bool Parser::at_join() {
  switch (current().word()) {
    case Word::kJoin:
    case Word::kStraightJoin:
    case Word::kInner:
    case Word::kCross:
    case Word::kNatural: return true;
    case Word::kLeft:
    case Word::kRight:
    case Word::kFull: return word(1) == Word::kJoin || word(1) == Word::kOuter;
    default: return false;
  }
}

// [NATURAL] [INNER | CROSS | (LEFT | RIGHT | FULL) [OUTER]] JOIN primary [ON expression | USING
// (names)]
const TableRef* Parser::join(const TableRef* left, std::uint32_t begin) {
  Join* node = start_at<Join>(begin);
  node->left = left;
  join_words(*node);
  node->right = table_primary();
  join_condition(*node);
  settle_join(*node);
  const TableRef* result = done(node);
  while (at(Word::kOn) && !failed()) {
    const TableRef* turned = rotated(*result->as<Join>());
    if (turned == nullptr)
      fail("the end of the join");
    else
      result = turned;
  }
  return result;
}

void Parser::join_words(Join& join) {
  join.natural = accept(Word::kNatural);
  if (accept(Word::kStraightJoin)) {
    join.straight = true;
    return;
  }
  if (accept(Word::kCross))
    join.join = join.natural ? JoinType::kInner : JoinType::kCross;
  else if (accept(Word::kLeft))
    join.join = JoinType::kLeft;
  else if (accept(Word::kRight))
    join.join = JoinType::kRight;
  else if (accept(Word::kFull))
    join.join = JoinType::kFull;
  else
    accept(Word::kInner);
  accept(Word::kOuter);
  expect(Word::kJoin);
}

void Parser::join_condition(Join& join) {
  if (accept(Word::kOn)) {
    join.on = expression();
  } else if (at(Word::kUsing) && next_is('(')) {
    advance();
    join.using_columns = names_in_parentheses();
    if (accept(Word::kAs)) join.using_alias = name();
  }
}

// `a JOIN b JOIN c ON x ON y` is `a JOIN (b JOIN c ON x) ON y`: the second ON belongs to the join
// that has none. Null if all have one.
const TableRef* Parser::rotated(const Join& outer) {
  const Join* inner = outer.left->as<Join>();
  if (inner == nullptr || inner->on != nullptr || !inner->using_columns.empty() || inner->natural)
    return nullptr;
  Join* right = arena_.make<Join>(outer);
  right->left = inner->right;
  right->begin = inner->right->begin;
  Join* whole = arena_.make<Join>(*inner);
  whole->right = right;
  join_condition(*whole);
  settle_join(*whole);
  return done(whole);
}

const TableRef* Parser::table_primary() {
  const std::uint32_t begin = current().begin;
  if (at('(')) return parenthesized_table();
  if (at(Word::kLateral) && (next_is('(') || grammar_.is_reserved(Word::kLateral))) {
    advance();
    if (at('(')) return derived_table(query_in_parentheses(), true, begin);
    if (at(Word::kRows, Word::kFrom)) return rows_from(true, begin);
    if (at(Word::kJsonTable)) return json_table();
    return table_function(primary(), true, begin);
  }
  if (at(Word::kJsonTable) && next_is('(')) return json_table();
  if (at(Word::kRows, Word::kFrom) && next_is('(', 2)) return rows_from(false, begin);
  return table_or_function();
}

// name … | name '(' arguments ')'
const TableRef* Parser::table_or_function() {
  const std::uint32_t begin = current().begin;
  const bool only = at(Word::kOnly) && grammar_.is_reserved(Word::kOnly) && accept(Word::kOnly);
  const bool in_parentheses = only && accept('(');
  List<Name> names;
  if (at(TokenKind::kWord) && next_is('(')) {
    names = arena_.list(any_name());  // a function may be called like a reserved word
  } else {
    names = at_string() && !grammar_.lexical->escape_strings ? arena_.list(Name{string(), true})
                                                             : path();
  }
  if (in_parentheses) expect(')');
  if (at('(') && !only) return table_function(function_call(names, begin), false, begin);
  Table* table = start_at<Table>(begin);
  table->only = only;
  table->name = names;
  table_endings_of(*table);
  return done(table);
}

// [*] [PARTITION (…)] [alias [(columns)]] [index hints] [TABLESAMPLE …]
void Parser::table_endings_of(Table& table) {
  accept('*');
  if (at(Word::kPartition) && next_is('(')) {
    advance();
    table.partitions = names_in_parentheses();
  }
  if (at(Word::kFor, Word::kSystemTime)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read FOR SYSTEM_TIME", current().begin,
              current().end);
  }
  const bool hint_follows =
      (at(Word::kIndexed) && word(1) == Word::kBy) || at(Word::kNot, Word::kIndexed);
  if (!hint_follows && (at(Word::kAs) || at_alias())) {
    table.alias = alias();
    if (at('(')) table.columns = names_in_parentheses();
  }
  if (at(TokenKind::kWord)) {
    index_hints(table);
    if (at(Word::kTablesample)) table_sample(table);
  }
}

// '(' query ')' [AS] alias | '(' reference ')'
const TableRef* Parser::parenthesized_table() {
  const Nesting nesting(*this);
  const std::uint32_t begin = current().begin;
  expect('(');
  if (at_query()) {
    const Query* inner = query();
    expect(')');
    return derived_table(inner, false, begin);
  }
  const std::uint32_t inside = current().begin;
  const TableRef* inner = table_reference();
  const DerivedTable* derived = inner->as<DerivedTable>();
  const bool is_bare = derived != nullptr && derived->alias.text.empty() && !derived->lateral;
  if (is_bare && at_query_tail()) {
    const Query* whole = query_after(derived->query, inside);
    expect(')');
    return derived_table(whole, false, begin);
  }
  if (at(',')) return parenthesized_list(inner, begin);
  expect(')');
  if (is_bare) return derived_table(derived->query, false, begin);
  const Join* join = inner->as<Join>();
  if (join == nullptr || !(at(Word::kAs) || at_alias())) return inner;
  Join* named = arena_.make<Join>(*join);
  named->alias = alias();
  named->columns = optional_names();
  return done(named);
}

// '(' reference (',' reference)+ ')': a comma in parentheses is a cross join.
const TableRef* Parser::parenthesized_list(const TableRef* left, std::uint32_t begin) {
  while (accept(',')) {
    Join* node = start_at<Join>(begin);
    node->join = JoinType::kCross;
    node->left = left;
    node->right = table_reference();
    left = done(node);
    if (++height_ > kMostHeight) fail_too_deep();
  }
  expect(')');
  return left;
}

const TableRef* Parser::derived_table(const Query* query, bool lateral, std::uint32_t begin) {
  DerivedTable* table = start_at<DerivedTable>(begin);
  table->lateral = lateral;
  table->query = query;
  if (at(Word::kAs) || at_alias()) {
    table->alias = alias();
    if (at('(')) table->columns = names_in_parentheses();
  }
  return done(table);
}

// call [WITH ORDINALITY] [[AS] alias [(columns | definitions)]]
const TableRef* Parser::table_function(const Expr* first, bool lateral, std::uint32_t begin) {
  TableFunction* function = start_at<TableFunction>(begin);
  function->lateral = lateral;
  function->calls = arena_.list(first);
  function_alias(*function);
  return done(function);
}

// ROWS FROM '(' call (',' call)* ')'
const TableRef* Parser::rows_from(bool lateral, std::uint32_t begin) {
  TableFunction* function = start_at<TableFunction>(begin);
  function->lateral = lateral;
  advance();
  advance();
  function->calls = expressions_in_parentheses();
  function_alias(*function);
  return done(function);
}

void Parser::function_alias(TableFunction& function) {
  function.with_ordinality = accept(Word::kWith, Word::kOrdinality);
  if (at(Word::kAs) && next_is('(')) {
    advance();
  } else if (at(Word::kAs) || at_alias()) {
    function.alias = alias();
  }
  if (!at('(')) return;
  advance();
  Collector<Name> names;
  Collector<const TypeName*> types;
  do {
    names.add(any_name());
    if (!at(',') && !at(')')) types.add(type());
  } while (accept(','));
  expect(')');
  if (types.size() != names.size() && (!types.empty() || function.alias.text.empty()))
    fail("a type for each column");
  function.columns = names.finish(arena_);
  function.column_types = types.finish(arena_);
}

const Table* Parser::plain_table() {
  Table* table = start<Table>();
  table->only = at(Word::kOnly) && grammar_.is_reserved(Word::kOnly) && accept(Word::kOnly);
  table->name = path();
  accept('*');
  return done(table);
}

const Table* Parser::target_table() {
  Table* table = start<Table>();
  table->name =
      at_string() && !grammar_.lexical->escape_strings ? arena_.list(Name{string(), true}) : path();
  return done(table);
}

void Parser::index_hints(Table& table) {
  Collector<std::string_view> hints;
  while (index_hint(hints)) continue;
  table.hints = hints.finish(arena_);
}

// (USE | FORCE | IGNORE) (INDEX | KEY) [FOR …] '(' names ')' | INDEXED BY name | NOT INDEXED
bool Parser::index_hint(Collector<std::string_view>& hints) {
  const std::uint32_t begin = current().begin;
  if (accept(Word::kIndexed, Word::kBy)) {
    name();
  } else if (accept(Word::kNot, Word::kIndexed)) {
    // No more words.
  } else if (at_any({Word::kUse, Word::kForce, Word::kIgnore}) &&
             (word(1) == Word::kIndex || word(1) == Word::kKey)) {
    advance();
    advance();
    while (!at('(') && !at_end()) advance();
    expect('(');
    while (!at(')') && !at_end()) advance();
    expect(')');
  } else {
    return false;
  }
  hints.add(text_since(begin));
  return true;
}

// TABLESAMPLE method '(' arguments ')' [REPEATABLE '(' seed ')']
void Parser::table_sample(Table& table) {
  advance();
  table.sample_method = lower_words(any_name().text);
  table.sample = expressions_in_parentheses();
  if (!accept(Word::kRepeatable)) return;
  expect('(');
  table.sample_seed = expression();
  expect(')');
}

// JSON_TABLE '(' document ',' path COLUMNS '(' … ')' ')' [AS] alias
const TableRef* Parser::json_table() {
  JsonTable* table = start<JsonTable>();
  advance();
  expect('(');
  table->document = expression();
  expect(',');
  table->path = expression();
  expect(Word::kColumns);
  table->columns = json_columns();
  if (!at(')'))
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this clause of JSON_TABLE",
              current().begin, current().end);
  expect(')');
  if (at(Word::kAs) || at_alias()) table->alias = alias();
  return done(table);
}

List<const JsonColumn*> Parser::json_columns() {
  const Nesting nesting(*this);
  Collector<const JsonColumn*> columns;
  expect('(');
  do columns.add(json_column());
  while (accept(','));
  expect(')');
  return columns.finish(arena_);
}

// name FOR ORDINALITY | name type [EXISTS] PATH text [… ON EMPTY] [… ON ERROR] | NESTED [PATH] text
// COLUMNS (…)
const JsonColumn* Parser::json_column() {
  JsonColumn* column = start<JsonColumn>();
  if (at(Word::kNested)) {
    advance();
    accept(Word::kPath);
    column->path = string_literal();
    expect(Word::kColumns);
    column->nested = json_columns();
    return done(column);
  }
  column->name = any_name();
  if (accept(Word::kFor)) {
    expect(Word::kOrdinality);
    column->ordinality = true;
    return done(column);
  }
  column->to = type();
  column->exists = accept(Word::kExists);
  if (accept(Word::kPath)) column->path = string_literal();
  json_reactions(*column);
  return done(column);
}

// (NULL | ERROR | DEFAULT text) ON (EMPTY | ERROR)
void Parser::json_reactions(JsonColumn& column) {
  while (at_any({Word::kNull, Word::kError, Word::kDefault}) && !failed()) {
    std::string_view reaction;
    if (accept(Word::kDefault)) {
      const std::uint32_t begin = current().begin;
      expression();
      reaction = text_since(begin);
    } else {
      reaction = at(Word::kNull) ? "null" : "error";
      advance();
    }
    expect(Word::kOn);
    if (accept(Word::kEmpty))
      column.on_empty = reaction;
    else if (accept(Word::kError))
      column.on_error = reaction;
    else
      fail("EMPTY or ERROR");
  }
}

}  // namespace sqlx::sql
