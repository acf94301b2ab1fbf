// DROP, RENAME TABLE and COMMENT ON.

#include "sql/parse/parser.h"

namespace sqlx::sql {

// Takes the words of a kind of object, if they stand here.
bool Parser::object_kind(ObjectKind& kind) {
  struct ObjectWords {
    Word first;
    Word second;
    ObjectKind kind;
  };
  constexpr ObjectWords kRows[] = {
      {Word::kMaterialized, Word::kView, ObjectKind::kMaterializedView},
      {Word::kForeign, Word::kTable, ObjectKind::kForeignTable},
      {Word::kTable, Word::kNone, ObjectKind::kTable},
      {Word::kTables, Word::kNone, ObjectKind::kTable},
      {Word::kView, Word::kNone, ObjectKind::kView},
      {Word::kIndex, Word::kNone, ObjectKind::kIndex},
      {Word::kSchema, Word::kNone, ObjectKind::kSchema},
      {Word::kDatabase, Word::kNone, ObjectKind::kDatabase},
      {Word::kSequence, Word::kNone, ObjectKind::kSequence},
      {Word::kType, Word::kNone, ObjectKind::kType},
      {Word::kDomain, Word::kNone, ObjectKind::kDomain},
      {Word::kTrigger, Word::kNone, ObjectKind::kTrigger},
      {Word::kFunction, Word::kNone, ObjectKind::kFunction},
      {Word::kProcedure, Word::kNone, ObjectKind::kProcedure},
      {Word::kColumn, Word::kNone, ObjectKind::kColumn},
      {Word::kConstraint, Word::kNone, ObjectKind::kConstraint},
      {Word::kExtension, Word::kNone, ObjectKind::kExtension},
      {Word::kEvent, Word::kNone, ObjectKind::kEvent},
      {Word::kPolicy, Word::kNone, ObjectKind::kPolicy},
      {Word::kRole, Word::kNone, ObjectKind::kRole},
  };
  for (const ObjectWords& row : kRows) {
    if (row.second == Word::kNone ? !accept(row.first) : !accept(row.first, row.second)) continue;
    kind = row.kind;
    return true;
  }
  return false;
}

// DROP [TEMPORARY] object [CONCURRENTLY] [IF EXISTS] names [ON table] [CASCADE | RESTRICT]
const Node* Parser::drop() {
  Drop* node = start<Drop>();
  const Token first = current();
  advance();
  node->temporary = accept(Word::kTemporary);
  if (at(Word::kEvent) && word(1) == Word::kTrigger) {
    rewind(first);
    return utility(3);
  }
  if (at(Word::kRole)) {
    rewind(first);
    return utility(2);
  }
  if (!object_kind(node->object)) return other_object(first, "what to drop");
  node->concurrently = accept(Word::kConcurrently);
  node->if_exists = accept_if_exists();
  drop_names(*node);
  if (accept(Word::kOn)) node->on = target_table();
  node->behavior = behavior();
  return done(node);
}

// name (',' name)*; of a function with the types of its arguments
void Parser::drop_names(Drop& drop) {
  Collector<const Table*> names;
  do {
    names.add(target_table());
    if (!at('(')) continue;
    Collector<const TypeName*> types;
    expect('(');
    while (!at(')') && !failed()) {
      accept_any({Word::kIn, Word::kOut, Word::kInout, Word::kVariadic});
      types.add(type());
      if (!accept(',')) break;
    }
    expect(')');
    drop.has_arguments = true;
    drop.arguments = types.finish(arena_);
  } while (accept(','));
  if (drop.has_arguments && names.size() > 1) {
    fail_with(Code::kSyntaxUnsupported, "sqlx reads the arguments of one function only",
              current().begin, current().end, "drop them one by one");
  }
  drop.names = names.finish(arena_);
}

// RENAME TABLE a TO b (',' a TO b)*
const Node* Parser::rename() {
  Rename* node = start<Rename>();
  const Token first = current();
  advance();
  if (!accept_any({Word::kTable, Word::kTables})) {
    rewind(first);
    return utility(2);
  }
  Collector<const Table*> from, to;
  do {
    from.add(target_table());
    expect(Word::kTo);
    to.add(target_table());
  } while (accept(','));
  node->from = from.finish(arena_);
  node->to = to.finish(arena_);
  return done(node);
}

// COMMENT ON object name [ON table] IS (text | NULL)
const Node* Parser::comment() {
  Comment* node = start<Comment>();
  const Token first = current();
  advance();
  expect(Word::kOn);
  if (!object_kind(node->object) || at(Word::kTrigger)) {
    rewind(first);
    return utility(3);
  }
  node->name = path();
  if (at('(')) {
    rewind(first);
    return utility(3);
  }
  if (at(Word::kOn, Word::kDomain)) {
    rewind(first);
    return utility(3);
  }
  if (accept(Word::kOn)) node->on = target_table();
  expect(Word::kIs);
  if (!accept(Word::kNull)) node->text = string_literal();
  return done(node);
}

}  // namespace sqlx::sql
