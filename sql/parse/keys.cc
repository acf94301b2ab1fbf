// Foreign keys, exclusions, and what may stand behind any constraint.

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

// REFERENCES table [(columns)] [MATCH …] [ON DELETE …] [ON UPDATE …] [deferral]
void Parser::references(Constraint& constraint) {
  expect(Word::kReferences);
  constraint.references = target_table();
  constraint.referenced_columns = optional_names();
  for (;;) {
    if (accept(Word::kMatch)) {
      constraint.match = match_type();
    } else if (accept(Word::kOn, Word::kDelete)) {
      constraint.on_delete = reference_action(constraint);
    } else if (at(Word::kOn, Word::kUpdate) && at_reference_action(2)) {
      advance();
      advance();
      constraint.on_update = reference_action(constraint);
    } else {
      break;
    }
  }
  constraint_endings(constraint);
}

// A column may have ON UPDATE CURRENT_TIMESTAMP behind its key.
bool Parser::at_reference_action(std::size_t ahead) {
  switch (word(ahead)) {
    case Word::kNo:
    case Word::kRestrict:
    case Word::kCascade:
    case Word::kSet: return true;
    default: return false;
  }
}

MatchType Parser::match_type() {
  if (accept(Word::kFull)) return MatchType::kFull;
  if (accept(Word::kPartial)) return MatchType::kPartial;
  expect(Word::kSimple);
  return MatchType::kSimple;
}

// NO ACTION | RESTRICT | CASCADE | SET (NULL | DEFAULT) [(columns)]
ReferenceAction Parser::reference_action(Constraint& constraint) {
  if (accept(Word::kNo, Word::kAction)) return ReferenceAction::kNoAction;
  if (accept(Word::kRestrict)) return ReferenceAction::kRestrict;
  if (accept(Word::kCascade)) return ReferenceAction::kCascade;
  expect(Word::kSet);
  const bool to_null = accept(Word::kNull);
  if (!to_null) expect(Word::kDefault);
  if (at('(')) constraint.on_delete_columns = names_in_parentheses();
  return to_null ? ReferenceAction::kSetNull : ReferenceAction::kSetDefault;
}

// EXCLUDE [USING method] '(' part WITH operator (',' …)* ')'
void Parser::exclusion(Constraint& constraint) {
  advance();
  constraint.constraint = ConstraintKind::kExclude;
  if (accept(Word::kUsing)) constraint.method = lower_words(any_name().text);
  Collector<const OrderItem*> parts;
  Collector<std::string_view> operators;
  expect('(');
  do {
    parts.add(index_part());
    expect(Word::kWith);
    operators.add(text(current()));
    if (!at(TokenKind::kSign)) fail("an operator");
    advance();
  } while (accept(','));
  expect(')');
  constraint.columns = parts.finish(arena_);
  constraint.operators = operators.finish(arena_);
}

void Parser::constraint_endings(Constraint& constraint) {
  Collector<const Option*> options;
  while (at(TokenKind::kWord) && !failed()) {
    const bool is_key = !constraint.columns.empty() && constraint.references == nullptr;
    if (is_key && (at_any({Word::kKeyBlockSize, Word::kComment, Word::kVisible, Word::kInvisible,
                           Word::kIgnored}) ||
                   at(Word::kWith))) {
      if (at(Word::kWith) && next_is('(')) {
        advance();
        add_options(options);
      } else {
        options.add(index_option());
      }
      continue;
    }
    if (!constraint_ending(constraint)) break;
  }
  constraint.options = options.finish(arena_);
}

// [NOT] DEFERRABLE | INITIALLY … | NOT VALID | NO INHERIT | [NOT] ENFORCED | INCLUDE … | ON
// CONFLICT … | WHERE (…) | USING method
bool Parser::constraint_ending(Constraint& constraint) {
  if (at_deferral()) {
    constraint.deferral = deferral();
  } else if (accept(Word::kNot, Word::kValid)) {
    constraint.not_valid = true;
  } else if (accept(Word::kNo, Word::kInherit)) {
    constraint.no_inherit = true;
  } else if (accept(Word::kNot, Word::kEnforced)) {
    constraint.not_enforced = true;
  } else if (at(Word::kEnforced)) {
    advance();
  } else if (at(Word::kInclude) && next_is('(')) {
    advance();
    constraint.included = names_in_parentheses();
  } else if (accept(Word::kOn, Word::kConflict)) {
    constraint.on_conflict = conflict_action();
  } else if (constraint.constraint == ConstraintKind::kExclude && accept(Word::kWhere)) {
    expect('(');
    constraint.where = expression();
    expect(')');
  } else if (accept(Word::kNulls)) {
    constraint.nulls_not_distinct = accept(Word::kNot);
    expect(Word::kDistinct);
  } else if (!constraint.columns.empty() && constraint.references == nullptr && at(Word::kUsing) &&
             word(1) != Word::kIndex) {
    advance();
    constraint.method = lower_words(any_name().text);
  } else {
    return false;
  }
  return true;
}

bool Parser::at_deferral() {
  return at(Word::kDeferrable) || at(Word::kNot, Word::kDeferrable) || at(Word::kInitially);
}

// [NOT] DEFERRABLE [INITIALLY (DEFERRED | IMMEDIATE)] | INITIALLY …
Deferral Parser::deferral() {
  Deferral result = Deferral::kDeferrable;
  if (accept(Word::kNot)) {
    advance();
    result = Deferral::kNotDeferrable;
  } else {
    accept(Word::kDeferrable);
  }
  if (!accept(Word::kInitially)) return result;
  if (accept(Word::kDeferred))
    return result == Deferral::kNotDeferrable ? result : Deferral::kInitiallyDeferred;
  expect(Word::kImmediate);
  return result;
}

}  // namespace sqlx::sql
