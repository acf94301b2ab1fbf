// CREATE: which object it is, and the small ones: schemas, sequences, types, domains, routines.

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {
namespace {

bool needs_value(std::string_view option) {
  constexpr std::string_view kNeed[] = {"start", "increment", "minvalue", "maxvalue", "cache"};
  return std::find(std::begin(kNeed), std::end(kNeed), option) != std::end(kNeed);
}

}  // namespace

// CREATE [OR REPLACE] …
const Node* Parser::create() {
  const Token first = current();
  advance();
  const bool or_replace = accept_or_replace();
  return create_modified(first, or_replace);
}

// [TEMPORARY | UNLOGGED | ALGORITHM … | DEFINER … | …] object
const Node* Parser::create_modified(const Token& first, bool or_replace) {
  Collector<const Option*> prefixes;
  view_prefixes(prefixes);
  const Persistence kept = persistence();
  view_prefixes(prefixes);
  if (at(Word::kRecursive, Word::kView) || at(Word::kView) ||
      at(Word::kMaterialized, Word::kView)) {
    return create_view(prefixes.finish(arena_), or_replace, kept, first.begin);
  }
  if (at(Word::kTrigger) || at(Word::kConstraint, Word::kTrigger)) {
    if (at(Word::kConstraint)) {
      rewind(first);
      return utility(3);
    }
    return create_trigger(or_replace, first.begin);
  }
  if (at(Word::kEvent, Word::kTrigger) || (at(Word::kAggregate) && word(1) != Word::kFunction)) {
    const std::size_t words = at(Word::kEvent) ? 3 : 2;
    rewind(first);
    return utility(words);
  }
  if (at_any({Word::kFunction, Word::kProcedure, Word::kEvent, Word::kAggregate, Word::kPackage}))
    return routine(first);
  return create_plain(first, or_replace, kept);
}

const Node* Parser::create_plain(const Token& first, bool or_replace, Persistence kept) {
  const std::uint32_t begin = first.begin;
  if (accept(Word::kTable)) return create_table(ObjectKind::kTable, kept, or_replace, begin);
  if (accept(Word::kForeign, Word::kTable))
    return create_table(ObjectKind::kForeignTable, kept, or_replace, begin);
  if (accept(Word::kVirtual, Word::kTable)) return create_virtual(begin);
  if (at(Word::kIndex) || at_any({Word::kUnique, Word::kFulltext, Word::kSpatial}))
    return create_index(or_replace, begin);
  if (accept(Word::kSchema)) return create_schema(ObjectKind::kSchema, or_replace, begin);
  if (accept(Word::kDatabase)) return create_schema(ObjectKind::kDatabase, or_replace, begin);
  if (accept(Word::kExtension)) return create_schema(ObjectKind::kExtension, or_replace, begin);
  if (accept(Word::kSequence)) return create_sequence(false, or_replace, kept, begin);
  if (at(Word::kType)) return create_type(first);
  if (accept(Word::kDomain)) return create_domain(begin);
  return other_object(first, "what to create");
}

// Objects that are kept as written.
const Node* Parser::other_object(const Token& first, std::string_view expected) {
  constexpr std::string_view kKnown =
      " ACCESS CAST COLLATION CONVERSION DEFAULT FUNCTION GROUP INSTANCE LANGUAGE LARGE LOGFILE "
      "OPERATOR "
      "POLICY PROCEDURAL PROCEDURE PUBLICATION RESOURCE ROLE ROUTINE RULE SERVER STATISTICS "
      "SUBSCRIPTION SYSTEM "
      "TABLESPACE TEXT TRANSFORM TRIGGER TRUSTED TYPE DOMAIN UNDO USER VIEW EVENT DATABASE SCHEMA "
      "EXTENSION "
      "AGGREGATE PACKAGE OWNED PREPARE CONSTRAINT SEQUENCE ";
  const std::string padded =
      ' ' + upper(at(TokenKind::kWord) ? text(current()) : std::string_view{}) + ' ';
  if (kKnown.find(padded) == std::string_view::npos) {
    fail(expected, misspelt({Word::kTable, Word::kIndex, Word::kView, Word::kTrigger, Word::kSchema,
                             Word::kDatabase, Word::kSequence, Word::kFunction, Word::kProcedure,
                             Word::kUnique, Word::kTemporary, Word::kColumn, Word::kType,
                             Word::kDomain, Word::kEvent}));
    return nullptr;
  }
  rewind(first);
  return utility(2);
}

// [GLOBAL | LOCAL] TEMPORARY | TEMP | UNLOGGED
Persistence Parser::persistence() {
  if (at_any({Word::kGlobal, Word::kLocal}) &&
      (word(1) == Word::kTemporary || word(1) == Word::kTemp))
    advance();
  if (accept_any({Word::kTemporary, Word::kTemp})) return Persistence::kTemporary;
  return accept(Word::kUnlogged) ? Persistence::kUnlogged : Persistence::kPermanent;
}

// A routine: its kind and name are known, the rest is procedural.
const Node* Parser::routine(const Token& first) {
  CreateRoutine* node = start_at<CreateRoutine>(first.begin);
  node->object = at(Word::kProcedure) ? ObjectKind::kProcedure
                 : at(Word::kEvent)   ? ObjectKind::kEvent
                                      : ObjectKind::kFunction;
  if (accept(Word::kAggregate))
    accept(Word::kFunction);
  else
    advance();
  accept_if_not_exists();
  node->name = path_from(any_name());
  rest_of_statement();
  node->text = text_since(first.begin);
  return done(node);
}

// SCHEMA [IF NOT EXISTS] name [AUTHORIZATION role | options]
const Node* Parser::create_schema(ObjectKind object, bool or_replace, std::uint32_t begin) {
  CreateSchema* node = start_at<CreateSchema>(begin);
  node->object = object;
  node->or_replace = or_replace;
  node->if_not_exists = accept_if_not_exists();
  if (!at(Word::kAuthorization)) node->name = name();
  schema_options(*node);
  return done(node);
}

void Parser::schema_options(CreateSchema& schema) {
  Collector<const Option*> options;
  accept(Word::kWith);
  while (at(TokenKind::kWord) && !failed()) {
    if (at(Word::kCreate)) {
      fail_with(Code::kSyntaxUnsupported, "sqlx does not read statements inside CREATE SCHEMA",
                current().begin, current().end);
      break;
    }
    const std::uint32_t begin = current().begin;
    if (schema.object == ObjectKind::kExtension && accept(Word::kCascade))
      options.add(option("cascade", nullptr, begin));
    else
      options.add(table_option());
  }
  schema.options = options.finish(arena_);
}

// SEQUENCE [IF NOT EXISTS] name [AS type] options
const Node* Parser::create_sequence(bool is_alter, bool or_replace, Persistence kept,
                                    std::uint32_t begin) {
  CreateSequence* node = start_at<CreateSequence>(begin);
  node->is_alter = is_alter;
  node->or_replace = or_replace;
  node->persistence = kept;
  node->if_not_exists = is_alter ? accept_if_exists() : accept_if_not_exists();
  node->name = path();
  node->options = sequence_options();
  return done(node);
}

List<const Option*> Parser::sequence_options() {
  Collector<const Option*> options;
  while (at(TokenKind::kWord) && !failed()) options.add(sequence_option());
  return options.finish(arena_);
}

// START [WITH] n | INCREMENT [BY] n | [NO] MINVALUE | [NO] CYCLE | CACHE n | OWNED BY path | AS
// type | RESTART [WITH n] | …
const Option* Parser::sequence_option() {
  const std::uint32_t begin = current().begin;
  if (accept(Word::kNo)) {
    const std::string_view name = lower_words(text(peek(0)));
    advance();
    return option(arena_.copy(std::string_view("no " + std::string(name))), nullptr, begin);
  }
  if (accept(Word::kOwned)) {
    expect(Word::kBy);
    const std::uint32_t owner = current().begin;
    path_from(any_name());
    return option("owned by", string_value(text_since(owner)), begin);
  }
  if (accept(Word::kSequence, Word::kName)) {
    const std::uint32_t place = current().begin;
    path();
    return option("sequence name", string_value(text_since(place)), begin);
  }
  if (accept(Word::kAs)) {
    const std::uint32_t place = current().begin;
    type();
    return option("as", string_value(lower_words(text_since(place))), begin);
  }
  const std::string_view name = lower_words(text(current()));
  advance();
  const bool says_value = accept_any({Word::kWith, Word::kBy}) || accept('=');
  const bool has_value = at(TokenKind::kInteger) || at('-') || at('+');
  if (!has_value && (says_value || needs_value(name))) fail("a whole number");
  return option(name, has_value ? prefix_operators() : nullptr, begin);
}

// TYPE name AS ENUM (…) | AS RANGE (…) | AS (attributes)
const Node* Parser::create_type(const Token& first) {
  CreateType* node = start_at<CreateType>(first.begin);
  advance();
  node->name = path();
  if (!at(Word::kAs)) {
    rewind(first);
    return utility(2);
  }
  advance();
  if (accept(Word::kEnum)) {
    node->definition = TypeDefinition::kEnum;
    if (at('(') && next_is(')')) {
      advance();
      advance();
    } else {
      node->labels = strings_in_parentheses();
    }
  } else if (accept(Word::kRange)) {
    node->definition = TypeDefinition::kRange;
    node->options = options_in_parentheses();
  } else {
    composite_type(*node);
  }
  return done(node);
}

void Parser::composite_type(CreateType& type) {
  type.definition = TypeDefinition::kComposite;
  Collector<const ColumnDefinition*> attributes;
  expect('(');
  while (!at(')') && !failed()) {
    attributes.add(column_definition());
    if (!accept(',')) break;
  }
  expect(')');
  type.attributes = attributes.finish(arena_);
}

// DOMAIN name [AS] type constraints
const Node* Parser::create_domain(std::uint32_t begin) {
  CreateType* node = start_at<CreateType>(begin);
  node->definition = TypeDefinition::kDomain;
  node->name = path();
  accept(Word::kAs);
  node->base = type();
  Collector<const Constraint*> constraints;
  while (column_constraint(constraints)) continue;
  node->constraints = constraints.finish(arena_);
  return done(node);
}

}  // namespace sqlx::sql
