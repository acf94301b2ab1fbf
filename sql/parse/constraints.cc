// Constraints of columns and tables, and whatever else stands behind a column's type.

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// [CONSTRAINT name] body; whether there was one
bool Parser::column_constraint(Collector<const Constraint*>& constraints) {
  if (!at(TokenKind::kWord) || failed()) return false;
  Constraint* constraint = start<Constraint>();
  const bool is_named = at(Word::kConstraint);
  if (accept(Word::kConstraint) && !at(Word::kCheck) && !at(Word::kUnique) && !at(Word::kPrimary) &&
      !at(Word::kReferences)) {
    constraint->name = name();
  }
  if (!column_constraint_body(*constraint)) {
    if (is_named) fail("a constraint");
    return false;
  }
  constraints.add(done(constraint));
  return true;
}

bool Parser::column_constraint_body(Constraint& constraint) {
  const auto is = [&](ConstraintKind kind) {
    constraint.constraint = kind;
    return true;
  };
  if (accept(Word::kNot, Word::kNull)) {
    is(ConstraintKind::kNotNull);
    constraint_endings(constraint);
    return true;
  }
  switch (current().word()) {
    case Word::kNull: advance(); return is(ConstraintKind::kNull);
    case Word::kDefault: default_value(constraint); return is(ConstraintKind::kDefault);
    case Word::kPrimary:
    case Word::kUnique:
    case Word::kKey: key_constraint(constraint); return true;
    case Word::kCheck:
      advance();
      expect('(');
      constraint.value = expression();
      expect(')');
      is(ConstraintKind::kCheck);
      constraint_endings(constraint);
      return true;
    case Word::kReferences:
      is(ConstraintKind::kForeignKey);
      references(constraint);
      return true;
    case Word::kCollate:
      advance();
      accept('=');
      constraint.collation = path_from(at_string() ? name_in_string() : any_name());
      return is(ConstraintKind::kCollate);
    case Word::kComment:
      advance();
      accept('=');
      constraint.value = string_literal();
      return is(ConstraintKind::kComment);
    case Word::kAutoIncrement:
    case Word::kAutoincrement: advance(); return is(ConstraintKind::kAutoIncrement);
    case Word::kOn:
      if (word(1) != Word::kUpdate) return false;
      advance();
      advance();
      constraint.value = primary();
      return is(ConstraintKind::kOnUpdate);
    case Word::kGenerated: generated(constraint); return true;
    case Word::kAs:
      if (!next_is('(')) return false;
      advance();
      generated_as(constraint);
      return true;
    default: return column_option(constraint);
  }
}

// PRIMARY KEY [ASC | DESC] | UNIQUE [KEY] | KEY
void Parser::key_constraint(Constraint& constraint) {
  constraint.constraint = at(Word::kUnique) ? ConstraintKind::kUnique : ConstraintKind::kPrimaryKey;
  if (accept(Word::kPrimary)) {
    expect(Word::kKey);
  } else {
    const bool is_key = at(Word::kKey);
    advance();
    if (!is_key) accept(Word::kKey);
  }
  if (accept(Word::kAsc))
    constraint.direction = Direction::kAscending;
  else if (accept(Word::kDesc))
    constraint.direction = Direction::kDescending;
  constraint_endings(constraint);
}

// DEFAULT expression, as far as it cannot be the next constraint
void Parser::default_value(Constraint& constraint) {
  advance();
  in_default_ = true;
  constraint.value = tighter_than(Operation::kLike);
  in_default_ = false;
}

// GENERATED (ALWAYS | BY DEFAULT) AS ('(' expression ')' | IDENTITY ['(' options ')'])
void Parser::generated(Constraint& constraint) {
  advance();
  constraint.always = accept(Word::kAlways);
  if (!constraint.always) {
    expect(Word::kBy);
    expect(Word::kDefault);
  }
  expect(Word::kAs);
  if (!accept(Word::kIdentity)) return generated_as(constraint);
  constraint.constraint = ConstraintKind::kIdentity;
  if (!accept('(')) return;
  constraint.options = sequence_options();
  expect(')');
}

// '(' expression ')' [STORED | PERSISTENT | VIRTUAL]
void Parser::generated_as(Constraint& constraint) {
  constraint.constraint = ConstraintKind::kGenerated;
  constraint.always = true;  // also where the dialect lets that unsaid
  expect('(');
  constraint.value = expression();
  expect(')');
  if (accept_any({Word::kStored, Word::kPersistent}))
    constraint.storage = Storage::kStored;
  else if (accept(Word::kVirtual))
    constraint.storage = Storage::kVirtual;
}

// INVISIBLE | SRID n | COLUMN_FORMAT word | … ; false if the word is none of them
bool Parser::column_option(Constraint& constraint) {
  switch (current().word()) {
    case Word::kVisible: return option_of_column(constraint, "visible", false);
    case Word::kInvisible: return option_of_column(constraint, "invisible", false);
    case Word::kColumnFormat: return option_of_column(constraint, "column_format", true);
    case Word::kStorage: return option_of_column(constraint, "storage", true);
    case Word::kCompression: return option_of_column(constraint, "compression", true);
    case Word::kCompressed: return option_of_column(constraint, "compressed", false);
    case Word::kSrid: return option_of_column(constraint, "srid", true);
    case Word::kRefSystemId: return option_of_column(constraint, "ref_system_id", true);
    case Word::kCharset: return option_of_column(constraint, "character set", true);
    case Word::kCharacter: advance(); return option_of_column(constraint, "character set", true);
    case Word::kWithout:
      advance();
      advance();
      return option_of_column(constraint, "without system versioning", false);
    case Word::kSerial:
      advance();
      expect(Word::kDefault);
      return option_of_column(constraint, "serial default value", false);
    case Word::kOptions: {
      advance();
      constraint.constraint = ConstraintKind::kOption;
      constraint.option = "options";
      Collector<const Option*> options;
      add_texts(options);
      constraint.options = options.finish(arena_);
      return true;
    }
    default: return false;
  }
}

bool Parser::option_of_column(Constraint& constraint, std::string_view name, bool has_value) {
  advance();
  constraint.constraint = ConstraintKind::kOption;
  constraint.option = name;
  if (!has_value) return true;
  accept('=');
  constraint.value = option_value();
  return true;
}

bool Parser::at_table_constraint() {
  switch (current().word()) {
    case Word::kConstraint:
    case Word::kPrimary:
    case Word::kUnique: return true;
    case Word::kForeign: return word(1) == Word::kKey;
    case Word::kCheck: return next_is('(');
    case Word::kExclude: return next_is('(') || word(1) == Word::kUsing;
    default: return false;
  }
}

// [CONSTRAINT [name]] body endings
const Constraint* Parser::table_constraint() {
  Constraint* constraint = start<Constraint>();
  if (accept(Word::kConstraint) &&
      !at_any({Word::kPrimary, Word::kUnique, Word::kForeign, Word::kCheck}))
    constraint->name = name();
  table_constraint_body(*constraint);
  constraint_endings(*constraint);
  return done(constraint);
}

void Parser::table_constraint_body(Constraint& constraint) {
  if (accept(Word::kCheck)) {
    constraint.constraint = ConstraintKind::kCheck;
    expect('(');
    constraint.value = expression();
    return expect(')');
  }
  if (at(Word::kExclude)) return exclusion(constraint);
  if (accept(Word::kForeign)) {
    expect(Word::kKey);
    constraint.constraint = ConstraintKind::kForeignKey;
    accept_if_not_exists();
    if (!at('(')) {
      const Name index = name();
      if (constraint.name.text.empty()) constraint.name = index;
    }
    constraint.columns = index_parts();
    return references(constraint);
  }
  constraint.constraint = at(Word::kUnique) ? ConstraintKind::kUnique : ConstraintKind::kPrimaryKey;
  if (accept(Word::kPrimary)) {
    expect(Word::kKey);
  } else {
    expect(Word::kUnique);
    accept_any({Word::kKey, Word::kIndex});
  }
  if (accept(Word::kUsing, Word::kIndex)) {
    constraint.using_index = name();
    return;
  }
  if (accept(Word::kNulls)) {
    constraint.nulls_not_distinct = accept(Word::kNot);
    expect(Word::kDistinct);
  }
  if (!at('(') && !at(Word::kUsing)) constraint.name = name();
  if (accept(Word::kUsing)) constraint.method = lower_words(any_name().text);
  constraint.columns = index_parts();
}

}  // namespace sqlx::sql
