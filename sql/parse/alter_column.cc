// ALTER TABLE … ALTER [COLUMN] name …

#include "sql/parse/parser.h"

namespace sqlx::sql {

// [COLUMN] name (SET … | DROP … | ADD … | TYPE … | RESTART …)
void Parser::alter_column(AlterAction& action) {
  if (at_any({Word::kIndex, Word::kConstraint, Word::kCheck})) return alter_visibility(action);
  accept(Word::kColumn);
  action.if_exists = accept_if_exists();
  action.name = name();
  if (accept(Word::kSet)) return alter_column_set(action);
  if (accept(Word::kDrop)) return alter_column_drop(action);
  if (accept(Word::kAdd)) return alter_column_add(action);
  if (accept(Word::kType)) return alter_column_type(action);
  fail("SET, DROP, ADD or TYPE");
}

// (INDEX | CONSTRAINT | CHECK) name (VISIBLE | INVISIBLE | [NOT] ENFORCED | deferral)
void Parser::alter_visibility(AlterAction& action) {
  const std::uint32_t begin = current().begin;
  fail_with(Code::kSyntaxUnsupported, "sqlx does not read changes of an index or constraint", begin,
            current().end);
  action.action = AlterKind::kOptions;
}

// SET DEFAULT … | SET NOT NULL | SET DATA TYPE … | SET (…) | SET STORAGE word | SET STATISTICS n
void Parser::alter_column_set(AlterAction& action) {
  if (accept(Word::kDefault)) {
    action.action = AlterKind::kSetDefault;
    action.value = expression();
  } else if (accept(Word::kNot, Word::kNull)) {
    action.action = AlterKind::kSetNotNull;
  } else if (accept(Word::kData)) {
    expect(Word::kType);
    alter_column_type(action);
  } else if (at('(')) {
    action.action = AlterKind::kOptions;
    action.options = options_in_parentheses();
  } else if (at_any({Word::kStorage, Word::kStatistics, Word::kCompression})) {
    action.action = AlterKind::kOptions;
    action.options = arena_.list(table_option());
  } else {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this change of a column",
              current().begin, current().end);
  }
}

// DROP DEFAULT | DROP NOT NULL | DROP IDENTITY | DROP EXPRESSION
void Parser::alter_column_drop(AlterAction& action) {
  if (accept(Word::kDefault)) {
    action.action = AlterKind::kDropDefault;
  } else if (accept(Word::kNot, Word::kNull)) {
    action.action = AlterKind::kDropNotNull;
  } else {
    action.action = at(Word::kIdentity) ? AlterKind::kDropIdentity : AlterKind::kDropExpression;
    if (!accept_any({Word::kIdentity, Word::kExpression})) fail("DEFAULT or NOT NULL");
    action.if_exists = accept_if_exists();
  }
}

// ADD GENERATED … AS IDENTITY
void Parser::alter_column_add(AlterAction& action) {
  action.action = AlterKind::kAddIdentity;
  Constraint* constraint = start<Constraint>();
  if (!at(Word::kGenerated)) fail("GENERATED");
  generated(*constraint);
  action.constraint = done(constraint);
}

// TYPE type [COLLATE name] [USING expression]
void Parser::alter_column_type(AlterAction& action) {
  action.action = AlterKind::kSetType;
  const TypeName* to = type();
  if (accept(Word::kCollate)) {
    TypeName* collated = arena_.make<TypeName>(*to);
    collated->collation = path_from(any_name());
    to = done(collated);
  }
  action.to = to;
  if (accept(Word::kUsing)) action.value = expression();
}

}  // namespace sqlx::sql
