// ALTER with its actions, and RENAME TABLE.
//
// Of an action that switches something (row security, triggers, keys) the first option is the
// switch: "enable", "disable", "force".
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

void print_if_exists(Writer& writer, const AlterAction& action) {
  writer.word_if(action.if_exists, "IF EXISTS");
  writer.word_if(action.if_not_exists, "IF NOT EXISTS");
}

void print_place(Writer& writer, const AlterAction& action) {
  writer.word_if(action.first, "FIRST");
  if (action.after.text.empty()) return;
  writer.word("AFTER");
  writer.name(action.after);
}

void print_name(Writer& writer, const Name& name) {
  if (!name.text.empty()) writer.name(name);
}

// DROP CONSTRAINT [IF EXISTS] name [CASCADE]
void print_named(Writer& writer, std::string_view words, const AlterAction& action) {
  writer.word(words);
  print_if_exists(writer, action);
  print_name(writer, action.name);
  print_behavior(writer, action.behavior);
}

void print_renamed(Writer& writer, std::string_view words, const AlterAction& action) {
  print_named(writer, words, action);
  writer.word("TO");
  writer.name(action.new_name);
}

void print_column(Writer& writer, std::string_view words, const AlterAction& action) {
  print_named(writer, words, action);
  print(writer, *action.column);
  print_place(writer, action);
}

void print_alter_column(Writer& writer, const AlterAction& action) {
  writer.word("ALTER COLUMN");
  writer.name(action.name);
}

void print_set_type(Writer& writer, const AlterAction& action) {
  print_alter_column(writer, action);
  const std::string& word = writer.pack().words.set_type;
  writer.word_if(!word.empty(), word);
  print(writer, *action.to);
  print_clause(writer, "USING", action.value);
}

void print_set_default(Writer& writer, const AlterAction& action) {
  print_alter_column(writer, action);
  writer.word("SET DEFAULT");
  print_default_value(writer, *action.value);
}

void print_change(Writer& writer, const AlterAction& action, std::string_view words) {
  print_alter_column(writer, action);
  writer.word(words);
  writer.word_if(action.if_exists, "IF EXISTS");
}

void print_add_constraint(Writer& writer, const AlterAction& action) {
  writer.word("ADD");
  print_if_exists(writer, action);
  print(writer, *action.constraint);
}

void print_add_index(Writer& writer, const AlterAction& action) {
  writer.word("ADD");
  print(writer, *action.index);
}

void print_add_identity(Writer& writer, const AlterAction& action) {
  print_change(writer, action, "ADD");
  print(writer, *action.constraint);
}

void print_new_name(Writer& writer, std::string_view words, const AlterAction& action) {
  writer.word(words);
  writer.name(action.new_name);
}

void print_altered_options(Writer& writer, const AlterAction& action) {
  if (!action.name.text.empty()) print_alter_column(writer, action);
  print_changed_options(writer, action.options, !action.name.text.empty());
}

void print_attach(Writer& writer, const AlterAction& action) {
  writer.word("ATTACH PARTITION");
  print(writer, *action.partition);
  if (action.bound != nullptr) print_partition_bound(writer, *action.bound);
}

// ALL, USER and CURRENT_USER are no names, though they stand for some.
void print_word_or_name(Writer& writer, const Name& name) {
  if (name.quoted || !writer.pack().reserved.contains(name.text)) return print_name(writer, name);
  writer.word(name.text);
}

void print_switch(Writer& writer, const AlterAction& action, std::string_view words) {
  print_options(writer, action.options, OptionStyle::kSpaced);
  writer.word(words);
  print_word_or_name(writer, action.name);
}

void print_owner(Writer& writer, const AlterAction& action) {
  writer.word("OWNER TO");
  print_word_or_name(writer, action.new_name);
}

}  // namespace

void print(Writer& writer, const AlterAction& action) {
  switch (action.action) {
    case AlterKind::kAddColumn: return print_column(writer, writer.pack().words.add_column, action);
    case AlterKind::kDropColumn: return print_named(writer, "DROP COLUMN", action);
    case AlterKind::kRenameColumn: return print_renamed(writer, "RENAME COLUMN", action);
    case AlterKind::kModifyColumn: return print_column(writer, "MODIFY COLUMN", action);
    case AlterKind::kChangeColumn: return print_column(writer, "CHANGE COLUMN", action);
    case AlterKind::kSetType: return print_set_type(writer, action);
    case AlterKind::kSetDefault: return print_set_default(writer, action);
    case AlterKind::kDropDefault: return print_change(writer, action, "DROP DEFAULT");
    case AlterKind::kSetNotNull: return print_change(writer, action, "SET NOT NULL");
    case AlterKind::kDropNotNull: return print_change(writer, action, "DROP NOT NULL");
    case AlterKind::kAddConstraint: return print_add_constraint(writer, action);
    case AlterKind::kDropConstraint: return print_named(writer, "DROP CONSTRAINT", action);
    case AlterKind::kDropPrimaryKey: return print_named(writer, "DROP PRIMARY KEY", action);
    case AlterKind::kDropForeignKey: return print_named(writer, "DROP FOREIGN KEY", action);
    case AlterKind::kRenameConstraint: return print_renamed(writer, "RENAME CONSTRAINT", action);
    case AlterKind::kValidateConstraint: return print_named(writer, "VALIDATE CONSTRAINT", action);
    case AlterKind::kAddIndex: return print_add_index(writer, action);
    case AlterKind::kDropIndex: return print_named(writer, "DROP INDEX", action);
    case AlterKind::kRenameIndex: return print_renamed(writer, "RENAME INDEX", action);
    case AlterKind::kRename: return print_new_name(writer, "RENAME TO", action);
    case AlterKind::kSetSchema: return print_new_name(writer, "SET SCHEMA", action);
    case AlterKind::kAddIdentity: return print_add_identity(writer, action);
    case AlterKind::kDropIdentity: return print_change(writer, action, "DROP IDENTITY");
    case AlterKind::kDropExpression: return print_change(writer, action, "DROP EXPRESSION");
    case AlterKind::kOwner: return print_owner(writer, action);
    case AlterKind::kOptions: return print_altered_options(writer, action);
    case AlterKind::kAttachPartition: return print_attach(writer, action);
    case AlterKind::kRowSecurity: return print_switch(writer, action, "ROW LEVEL SECURITY");
    case AlterKind::kKeys: return print_switch(writer, action, "KEYS");
    case AlterKind::kTriggers: return print_switch(writer, action, "TRIGGER");
  }
}

void print(Writer& writer, const AlterTable& alter) {
  writer.word("ALTER");
  writer.upper_word(to_string(alter.object));
  writer.word_if(alter.if_exists, "IF EXISTS");
  print(writer, *alter.table);
  writer.list(alter.actions, [&](const AlterAction* action) { print(writer, *action); });
}

void print(Writer& writer, const Rename& rename) {
  writer.word("RENAME TABLE");
  for (std::size_t i = 0; i < rename.from.size(); ++i) {
    if (i > 0) writer.comma();
    print(writer, *rename.from[i]);
    print_clause(writer, "TO", rename.to[i]);
  }
}

}  // namespace sqlx::sql
