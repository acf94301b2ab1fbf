// UPDATE, DELETE, MERGE and TRUNCATE.

#include "sql/parse/parser.h"

namespace sqlx::sql {

// UPDATE [OR action] [modifiers] [IGNORE] tables SET assignments [FROM …] [WHERE …] [ORDER BY …]
// [LIMIT …] [RETURNING …]
const Node* Parser::update(const With* ctes, std::uint32_t begin) {
  Update* update = start_at<Update>(begin);
  update->with = ctes;
  advance();
  if (accept(Word::kOr)) update->action = conflict_action();
  update->modifiers = change_modifiers();
  if (accept(Word::kIgnore)) update->action = ConflictAction::kIgnore;
  update->tables = table_list();
  expect(Word::kSet);
  update->set = assignments();
  if (accept(Word::kFrom)) update->from = table_list();
  update->where = optional_where();
  if (at(TokenKind::kWord)) {
    update->order_by = optional_order_by();
    change_limits(update->limit, update->offset);
    update->returning = returning();
  }
  return done(update);
}

// assignment (',' assignment)*
List<const Assignment*> Parser::assignments() {
  Collector<const Assignment*> items;
  do items.add(assignment());
  while (accept(','));
  return items.finish(arena_);
}

// column '=' expression | '(' columns ')' '=' expression
const Assignment* Parser::assignment() {
  Assignment* node = start<Assignment>();
  if (at('(')) {
    node->in_parentheses = true;
    node->targets = target_columns();
  } else {
    node->targets = arena_.list(target_column());
  }
  if (!accept('=') && !accept_sign(":=")) fail("`=`");
  node->value = expression();
  return done(node);
}

// [LIMIT count [OFFSET offset] | LIMIT offset ',' count]
void Parser::change_limits(const Expr*& limit, const Expr*& offset) {
  Query holder;
  limit_clauses(holder);
  limit = holder.limit;
  offset = holder.offset;
}

// DELETE [modifiers] [IGNORE] (FROM … | names FROM …) [WHERE …] [ORDER BY …] [LIMIT …] [RETURNING
// …]
const Node* Parser::delete_statement(const With* ctes, std::uint32_t begin) {
  Delete* node = start_at<Delete>(begin);
  node->with = ctes;
  advance();
  node->modifiers = change_modifiers();
  node->ignore = accept(Word::kIgnore);
  delete_from(*node);
  node->where = optional_where();
  if (at(TokenKind::kWord)) {
    node->order_by = optional_order_by();
    change_limits(node->limit, node->offset);
    node->returning = returning();
  }
  return done(node);
}

// FROM table [alias] [USING tables] | names FROM tables | FROM names USING tables
void Parser::delete_from(Delete& node) {
  if (!at(Word::kFrom)) {
    node.targets = delete_targets();
    expect(Word::kFrom);
    node.from = table_list();
    return;
  }
  advance();
  // Where DELETE may name tables of a join, the names before USING are those of tables behind it.
  const Token first = current();
  if (grammar_.has(Feature::kDeleteJoin)) {
    const bool several = names_before_using();
    rewind(first);
    if (several) {
      node.targets = delete_targets();
      expect(Word::kUsing);
      node.from = table_list();
      return;
    }
  }
  const TableRef* target = table_or_function();
  node.target = target->as<Table>();
  if (node.target == nullptr)
    fail_with(Code::kSyntaxError, "a function cannot be deleted from", target->begin, target->end);
  if (accept(Word::kUsing)) node.from = table_list();
}

bool Parser::names_before_using() {
  while (at(TokenKind::kWord) || at(TokenKind::kQuotedName) || at('.') || at(',') || at('*')) {
    if (at(Word::kUsing)) return true;
    if (at_any({Word::kWhere, Word::kOrder, Word::kLimit, Word::kReturning})) return false;
    advance();
  }
  return false;
}

// name ['.*'] (',' name ['.*'])*
List<const Table*> Parser::delete_targets() {
  Collector<const Table*> targets;
  do {
    Table* table = start<Table>();
    Collector<Name> names;
    names.add(name());
    while (accept('.')) {
      if (accept('*')) break;
      names.add(any_name());
    }
    table->name = names.finish(arena_);
    targets.add(done(table));
  } while (accept(','));
  return targets.finish(arena_);
}

// MERGE INTO table [alias] USING source ON condition clause+ [RETURNING …]
const Node* Parser::merge(const With* ctes, std::uint32_t begin) {
  Merge* node = start_at<Merge>(begin);
  node->with = ctes;
  advance();
  accept(Word::kInto);
  const TableRef* target = table_or_function();
  node->target = target->as<Table>();
  if (node->target == nullptr)
    fail_with(Code::kSyntaxError, "a function cannot be merged into", target->begin, target->end);
  expect(Word::kUsing);
  node->source = table_reference();
  expect(Word::kOn);
  node->on = expression();
  Collector<const MergeClause*> clauses;
  if (!at(Word::kWhen)) fail("WHEN");
  while (at(Word::kWhen)) clauses.add(merge_clause());
  node->clauses = clauses.finish(arena_);
  node->returning = returning();
  return done(node);
}

// WHEN [NOT] MATCHED [BY (SOURCE | TARGET)] [AND condition] THEN action
const MergeClause* Parser::merge_clause() {
  MergeClause* clause = start<MergeClause>();
  advance();
  if (accept(Word::kNot)) clause->match = MergeMatch::kNotMatched;
  expect(Word::kMatched);
  if (accept(Word::kBy)) {
    if (accept(Word::kSource))
      clause->match = MergeMatch::kNotMatchedBySource;
    else
      expect(Word::kTarget);
  }
  if (accept(Word::kAnd)) clause->condition = expression();
  expect(Word::kThen);
  merge_action(*clause);
  return done(clause);
}

// UPDATE SET … | DELETE | DO NOTHING | INSERT [(columns)] [OVERRIDING …] (VALUES (…) | DEFAULT
// VALUES)
void Parser::merge_action(MergeClause& clause) {
  if (accept(Word::kUpdate)) {
    expect(Word::kSet);
    clause.action = MergeAction::kUpdate;
    clause.set = assignments();
  } else if (accept(Word::kDelete)) {
    clause.action = MergeAction::kDelete;
  } else if (accept(Word::kDo)) {
    expect(Word::kNothing);
  } else {
    expect(Word::kInsert);
    clause.action = MergeAction::kInsert;
    if (at('(')) clause.columns = target_columns();
    clause.overriding = overriding();
    if (accept(Word::kDefault, Word::kValues)) return;
    expect(Word::kValues);
    clause.values = values_row();
  }
}

// TRUNCATE [TABLE] table (',' table)* [RESTART | CONTINUE IDENTITY] [CASCADE | RESTRICT]
const Node* Parser::truncate() {
  Truncate* node = start<Truncate>();
  advance();
  accept(Word::kTable);
  Collector<const Table*> tables;
  do tables.add(plain_table());
  while (accept(','));
  node->tables = tables.finish(arena_);
  node->restart_identity = accept(Word::kRestart, Word::kIdentity);
  if (!node->restart_identity) accept(Word::kContinue, Word::kIdentity);
  node->behavior = behavior();
  return done(node);
}

// [CASCADE | RESTRICT]
DropBehavior Parser::behavior() {
  if (accept(Word::kCascade)) return DropBehavior::kCascade;
  return accept(Word::kRestrict) ? DropBehavior::kRestrict : DropBehavior::kUnsaid;
}

}  // namespace sqlx::sql
