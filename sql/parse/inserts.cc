// INSERT and REPLACE in all forms, with what happens when a key is there already.

#include "sql/parse/parser.h"

namespace sqlx::sql {

// (INSERT | REPLACE) [modifiers] [INTO] table [(columns)] source [AS new] [ON CONFLICT … | ON
// DUPLICATE KEY …] [RETURNING …]
const Node* Parser::insert(const With* ctes, std::uint32_t begin) {
  Insert* insert = start_at<Insert>(begin);
  insert->with = ctes;
  insert_action(*insert);
  accept(Word::kInto);
  insert_target(*insert);
  insert_source(*insert);
  const bool lists_rows = insert->source == nullptr ||
                          insert->source->body->is<Values>();  // the row of a query has no name
  if (lists_rows && (at(Word::kAs) || (at(TokenKind::kWord) && at_alias()))) {
    insert->row_alias = alias();
    insert->row_columns = optional_names();
  }
  insert_conflicts(*insert);
  insert->returning = returning();
  return done(insert);
}

// INSERT [OR action] [LOW_PRIORITY | DELAYED | HIGH_PRIORITY] [IGNORE]
void Parser::insert_action(Insert& insert) {
  if (accept(Word::kReplace))
    insert.action = ConflictAction::kReplace;
  else
    expect(Word::kInsert);
  if (accept(Word::kOr)) insert.action = conflict_action();
  insert.modifiers = change_modifiers();
  if (accept(Word::kIgnore)) insert.action = ConflictAction::kIgnore;
}

// LOW_PRIORITY | DELAYED | HIGH_PRIORITY | QUICK
List<std::string_view> Parser::change_modifiers() {
  if (!grammar_.has(Feature::kChangeModifiers)) return {};
  Collector<std::string_view> modifiers;
  while (at_any({Word::kLowPriority, Word::kDelayed, Word::kHighPriority}) ||
         (at(Word::kQuick) && word(1) != Word::kSet)) {
    modifiers.add(to_string(current().word()));
    advance();
  }
  return modifiers.finish(arena_);
}

ConflictAction Parser::conflict_action() {
  if (accept(Word::kAbort)) return ConflictAction::kAbort;
  if (accept(Word::kFail)) return ConflictAction::kFail;
  if (accept(Word::kIgnore)) return ConflictAction::kIgnore;
  if (accept(Word::kReplace)) return ConflictAction::kReplace;
  if (accept(Word::kRollback)) return ConflictAction::kRollback;
  fail("ABORT, FAIL, IGNORE, REPLACE or ROLLBACK");
  return ConflictAction::kUnsaid;
}

// table [PARTITION (…)] [[AS] alias]
void Parser::insert_target(Insert& insert) {
  Table* table = start<Table>();
  table->name = path();
  if (at(Word::kPartition) && next_is('(')) {
    advance();
    table->partitions = names_in_parentheses();
  }
  if (accept(Word::kAs)) table->alias = Name{name()};
  insert.target = done(table);
}

// [(columns)] [OVERRIDING …] (query | DEFAULT VALUES | SET assignments | VALUES rows)
void Parser::insert_source(Insert& insert) {
  if (accept(Word::kSet)) return insert_set(insert);
  if (at_column_list()) insert.columns = target_columns();
  insert.overriding = overriding();
  if (grammar_.has(Feature::kDefaultValues) && accept(Word::kDefault, Word::kValues)) return;
  if (accept(Word::kSet)) return insert_set(insert);
  if (at_any({Word::kValues, Word::kValue})) {
    Query* query = start<Query>();
    query->body = values();
    if (at_query_tail()) {
      query->body = set_operations(query->body, 1, query->begin);
      query_clauses(*query);
    }
    insert.source = done(query);
    return;
  }
  if (!at_query() && !at('('))
    return fail("VALUES or SELECT",
                at(TokenKind::kWord) ? misspelt({Word::kValues, Word::kSelect}) : "");
  insert.source = query();
}

// Whether a parenthesis opens a list of columns and not a query.
bool Parser::at_column_list() { return at('(') && !at_parenthesized_query(); }

List<const Expr*> Parser::target_columns() {
  Collector<const Expr*> columns;
  expect('(');
  while (!at(')') && !failed()) {
    columns.add(target_column());
    if (!accept(',')) break;
  }
  expect(')');
  return columns.finish(arena_);
}

// name ('.' name | '[' … ']')*
const Expr* Parser::target_column() {
  const std::uint32_t begin = current().begin;
  Column* column = start<Column>();
  column->path = path_from(any_name());
  return suffixes(done(column), begin, false);
}

// OVERRIDING (SYSTEM | USER) VALUE
Overriding Parser::overriding() {
  if (!accept(Word::kOverriding)) return Overriding::kUnsaid;
  const bool system = at(Word::kSystem);
  if (!accept_any({Word::kSystem, Word::kUser})) fail("SYSTEM or USER");
  expect(Word::kValue);
  return system ? Overriding::kSystem : Overriding::kUser;
}

// SET a = 1, b = 2: columns and one row
void Parser::insert_set(Insert& insert) {
  Collector<const Expr*> columns, values;
  Query* query = start<Query>();
  do {
    columns.add(target_column());
    if (!accept('=') && !accept_sign(":=")) fail("`=`");
    values.add(expression());
  } while (accept(','));
  Row* row = start_at<Row>(query->begin);
  row->items = values.finish(arena_);
  Values* rows = start_at<Values>(query->begin);
  rows->rows = arena_.list(static_cast<const Row*>(done(row)));
  query->body = done(rows);
  insert.columns = columns.finish(arena_);
  insert.source = done(query);
}

void Parser::insert_conflicts(Insert& insert) {
  Collector<const OnConflict*> conflicts;
  while (at(Word::kOn) && !failed())
    conflicts.add(word(1) == Word::kDuplicate ? on_duplicate_key() : on_conflict());
  insert.on_conflict = conflicts.finish(arena_);
}

// ON DUPLICATE KEY UPDATE assignments
const OnConflict* Parser::on_duplicate_key() {
  OnConflict* conflict = start<OnConflict>();
  conflict->any_key = true;
  advance();
  advance();
  expect(Word::kKey, Word::kUpdate);
  values_is_function_ = true;
  conflict->set = assignments();
  values_is_function_ = false;
  return done(conflict);
}

// ON CONFLICT [target] DO (NOTHING | UPDATE SET assignments [WHERE …])
const OnConflict* Parser::on_conflict() {
  OnConflict* conflict = start<OnConflict>();
  advance();
  expect(Word::kConflict);
  conflict_target(*conflict);
  expect(Word::kDo);
  if (accept(Word::kNothing)) {
    conflict->do_nothing = true;
    return done(conflict);
  }
  expect(Word::kUpdate, Word::kSet);
  conflict->set = assignments();
  conflict->where = optional_where();
  return done(conflict);
}

// '(' index parts ')' [WHERE …] | ON CONSTRAINT name
void Parser::conflict_target(OnConflict& conflict) {
  if (accept(Word::kOn)) {
    expect(Word::kConstraint);
    conflict.constraint = name();
    return;
  }
  if (!at('(')) return;
  conflict.target = index_parts();
  conflict.target_where = optional_where();
}

List<const SelectItem*> Parser::returning() {
  return accept(Word::kReturning) ? select_items() : List<const SelectItem*>{};
}

}  // namespace sqlx::sql
