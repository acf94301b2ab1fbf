// ALTER TABLE and its kin: a list of actions; those on one column are in alter_column.cc. What is
// not a table's business is a utility.

#include "sql/parse/parser.h"

namespace sqlx::sql {

// ALTER (TABLE | INDEX | VIEW | MATERIALIZED VIEW | SEQUENCE | TYPE | …) …
const Node* Parser::alter() {
  const Token first = current();
  advance();
  if (accept(Word::kOnline) || accept(Word::kIgnore)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this form of ALTER", first.begin,
              last_end_);
  }
  if (accept(Word::kForeign)) {
    expect(Word::kTable);
    return alter_table(ObjectKind::kForeignTable, first.begin);
  }
  if (accept(Word::kTable)) return alter_table(ObjectKind::kTable, first.begin);
  if (accept(Word::kIndex)) return alter_table(ObjectKind::kIndex, first.begin);
  if (accept(Word::kMaterialized, Word::kView))
    return alter_table(ObjectKind::kMaterializedView, first.begin);
  if (at(Word::kSequence) && grammar_.has(Feature::kSequences)) {
    advance();
    if (sequence_is_renamed()) return alter_table(ObjectKind::kSequence, first.begin);
    return create_sequence(true, false, Persistence::kPermanent, first.begin);
  }
  if (at(Word::kView) && !view_is_redefined()) {
    advance();
    return alter_table(ObjectKind::kView, first.begin);
  }
  return other_object(first, "what to alter");
}

// Whether RENAME, OWNER or SET SCHEMA follows the sequence's name.
bool Parser::sequence_is_renamed() {
  const Token start = current();
  accept_if_exists();
  path();
  const bool found = at_any({Word::kRename, Word::kOwner, Word::kSet});
  rewind(start);
  return found;
}

// ALTER VIEW name AS query is another CREATE VIEW, and kept as written.
bool Parser::view_is_redefined() {
  const Token start = current();
  advance();
  accept_if_exists();
  path();
  const bool found = at(Word::kAs) || at('(');
  rewind(start);
  return found;
}

// [IF EXISTS] name action (',' action)*
const Node* Parser::alter_table(ObjectKind object, std::uint32_t begin) {
  AlterTable* node = start_at<AlterTable>(begin);
  node->object = object;
  node->if_exists = accept_if_exists();
  node->table = plain_table();
  Collector<const AlterAction*> actions;
  do {
    AlterAction* action = start<AlterAction>();
    if (alter_action(*action, actions)) actions.add(done(action));
  } while (accept(','));
  if (at(Word::kPartition, Word::kBy) || at(Word::kRemove, Word::kPartitioning)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read changes of partitions", current().begin,
              current().end);
  }
  node->actions = actions.finish(arena_);
  return done(node);
}

// Whether there is an action left to add; ADD (a int, b int) adds its own.
bool Parser::alter_action(AlterAction& action, Collector<const AlterAction*>& actions) {
  switch (current().word()) {
    case Word::kAdd: {
      const std::size_t before = actions.size();
      alter_add(action, actions);
      return actions.size() == before;
    }
    case Word::kDrop: alter_drop(action); return true;
    case Word::kAlter:
      advance();
      alter_column(action);
      return true;
    case Word::kModify:
      advance();
      accept(Word::kColumn);
      action.if_exists = accept_if_exists();
      action.action = AlterKind::kModifyColumn;
      changed_column(action);
      return true;
    case Word::kChange:
      advance();
      accept(Word::kColumn);
      action.if_exists = accept_if_exists();
      action.action = AlterKind::kChangeColumn;
      action.name = name();
      changed_column(action);
      return true;
    case Word::kRename: alter_rename(action); return true;
    default: alter_other(action); return true;
  }
}

// ADD (CONSTRAINT … | INDEX … | [COLUMN] …)
void Parser::alter_add(AlterAction& action, Collector<const AlterAction*>& actions) {
  advance();
  if (at(Word::kPartition) || at(Word::kPeriod) || at(Word::kSystem)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this form of ADD", current().begin,
              current().end);
  }
  if (at_table_constraint()) {
    action.action = AlterKind::kAddConstraint;
    action.constraint = table_constraint();
  } else if (at_table_index()) {
    action.action = AlterKind::kAddIndex;
    action.index = table_index();
  } else {
    add_column(action, actions);
  }
}

// [COLUMN] [IF NOT EXISTS] (definition [place] | '(' definition (',' definition)* ')')
void Parser::add_column(AlterAction& action, Collector<const AlterAction*>& actions) {
  accept(Word::kColumn);
  action.action = AlterKind::kAddColumn;
  action.if_not_exists = accept_if_not_exists();
  if (!at('(')) return changed_column(action);
  expect('(');
  do {
    AlterAction* each = start<AlterAction>();
    each->action = AlterKind::kAddColumn;
    each->if_not_exists = action.if_not_exists;
    if (at_table_constraint()) {
      each->action = AlterKind::kAddConstraint;
      each->constraint = table_constraint();
    } else {
      each->column = column_definition();
    }
    actions.add(done(each));
  } while (accept(','));
  expect(')');
}

void Parser::changed_column(AlterAction& action) {
  action.column = column_definition();
  column_place(action);
}

// [FIRST | AFTER name]
void Parser::column_place(AlterAction& action) {
  action.first = accept(Word::kFirst);
  if (!action.first && accept(Word::kAfter)) action.after = name();
}

// DROP (PRIMARY KEY | FOREIGN KEY name | INDEX name | CONSTRAINT name | CHECK name | [COLUMN] name)
// [CASCADE | RESTRICT]
void Parser::alter_drop(AlterAction& action) {
  advance();
  if (accept(Word::kPrimary)) {
    expect(Word::kKey);
    action.action = AlterKind::kDropPrimaryKey;
    return;
  }
  if (at(Word::kPartition))
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read DROP PARTITION", current().begin,
              current().end);
  if (accept(Word::kForeign, Word::kKey))
    action.action = AlterKind::kDropForeignKey;
  else if (accept_any({Word::kIndex, Word::kKey}))
    action.action = AlterKind::kDropIndex;
  else if (accept(Word::kConstraint) || accept(Word::kCheck))
    action.action = AlterKind::kDropConstraint;
  else {
    accept(Word::kColumn);
    action.action = AlterKind::kDropColumn;
  }
  action.if_exists = accept_if_exists();
  action.name = name();
  action.behavior = behavior();
}

// RENAME (TO | AS) name | RENAME INDEX a TO b | RENAME CONSTRAINT a TO b | RENAME [COLUMN] a TO b
void Parser::alter_rename(AlterAction& action) {
  advance();
  if (accept(Word::kTo) || accept(Word::kAs) || accept('=')) {
    action.action = AlterKind::kRename;
    const List<Name> names = path();
    if (names.size() > 1)
      fail_with(Code::kSyntaxUnsupported, "sqlx does not read a rename into another schema",
                last_begin_, last_end_);
    action.new_name = names.back();
    return;
  }
  if (accept_any({Word::kIndex, Word::kKey}))
    action.action = AlterKind::kRenameIndex;
  else if (accept(Word::kConstraint))
    action.action = AlterKind::kRenameConstraint;
  else {
    accept(Word::kColumn);
    action.action = AlterKind::kRenameColumn;
  }
  action.if_exists = accept_if_exists();
  action.name = name();
  if (!at(Word::kTo) && action.action == AlterKind::kRenameColumn && at_end()) {
    action.action = AlterKind::kRename;  // RENAME name, without TO
    action.new_name = action.name;
    action.name = {};
    return;
  }
  expect(Word::kTo);
  action.new_name = name();
}

// OWNER TO … | SET SCHEMA … | ATTACH PARTITION … | ENABLE … | VALIDATE CONSTRAINT … | options
void Parser::alter_other(AlterAction& action) {
  const std::uint32_t begin = current().begin;
  const bool enable = at(Word::kEnable), disable = at(Word::kDisable);
  if (accept(Word::kOwner)) {
    expect(Word::kTo);
    action.action = AlterKind::kOwner;
    action.new_name = any_name();
  } else if (accept(Word::kSet, Word::kSchema)) {
    action.action = AlterKind::kSetSchema;
    action.new_name = name();
  } else if (accept(Word::kValidate)) {
    expect(Word::kConstraint);
    action.action = AlterKind::kValidateConstraint;
    action.name = name();
  } else if (accept(Word::kAttach)) {
    expect(Word::kPartition);
    action.action = AlterKind::kAttachPartition;
    action.partition = target_table();
    if (at_any({Word::kFor, Word::kDefault})) action.bound = partition_bound();
  } else if (enable || disable) {
    switched(action, enable ? "enable" : "disable");
  } else {
    action.action = AlterKind::kOptions;
    Collector<const Option*> options;
    set_options(options, begin);
    action.options = options.finish(arena_);
  }
}

// (ENABLE | DISABLE) (KEYS | TRIGGER name | ROW LEVEL SECURITY): the word is an option
void Parser::switched(AlterAction& action, std::string_view word_said) {
  const std::uint32_t begin = current().begin;
  advance();
  if (accept(Word::kKeys)) {
    action.action = AlterKind::kKeys;
  } else if (accept(Word::kTrigger)) {
    action.action = AlterKind::kTriggers;
    action.name = any_name();
  } else if (accept(Word::kRow)) {
    action.action = AlterKind::kRowSecurity;
    while (at(TokenKind::kWord)) advance();
  } else {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this form of ALTER TABLE", begin,
              current().end);
  }
  action.options = arena_.list(option(word_said, nullptr, begin));
}

// SET (a = 1) | RESET (a) | SET word … | ENGINE = InnoDB …
void Parser::set_options(Collector<const Option*>& options, std::uint32_t begin) {
  if (accept(Word::kSet, Word::kLogged) || accept(Word::kSet, Word::kUnlogged)) {
    options.add(option(lower_words(text_since(begin)), nullptr, begin));
  } else if (accept(Word::kSet, Word::kTablespace)) {
    options.add(option("tablespace", string_value(any_name().text), begin));
  } else if (at(Word::kSet) && next_is('(')) {
    advance();
    add_options(options);
  } else if (!grammar_.has(Feature::kTableOptions) && accept(Word::kReplica, Word::kIdentity)) {
    const std::uint32_t rest = current().begin;
    while (at(TokenKind::kWord) || at(TokenKind::kQuotedName)) advance();
    options.add(option("replica identity", string_value(text_since(rest)), begin));
  } else if (!grammar_.has(Feature::kTableOptions) && accept(Word::kCluster)) {
    expect(Word::kOn);
    options.add(option("cluster on", string_value(any_name().text), begin));
  } else if (at_any({Word::kSet, Word::kReset, Word::kInherit, Word::kNo, Word::kDetach, Word::kOf,
                     Word::kNot, Word::kOrder, Word::kConvert, Word::kDiscard, Word::kImport,
                     Word::kTruncate, Word::kReorganize, Word::kExchange, Word::kCoalesce})) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this form of ALTER TABLE", begin,
              current().end);
  } else if (at(Word::kForce)) {
    advance();
    options.add(option("force", nullptr, begin));
  } else if (!grammar_.has(Feature::kTableOptions)) {
    fail("a change of the table");
  } else {
    options.add(table_option());
    while (at(TokenKind::kWord) && !at(Word::kPartition) && !failed()) options.add(table_option());
  }
}

}  // namespace sqlx::sql
