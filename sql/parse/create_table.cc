// CREATE TABLE: its elements and what stands around them. Constraints are in constraints.cc,
// partitions in partitions.cc.

#include "base/text.h"
#include "sql/parse/clause_order.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

struct Parser::TableParts {
  Collector<const ColumnDefinition*> columns;
  Collector<const Constraint*> constraints;
  Collector<const IndexDefinition*> indexes;
  Collector<const Table*> like;
  Collector<std::string_view> like_options;
};

// TABLE [IF NOT EXISTS] name (LIKE table | PARTITION OF … | '(' elements ')') endings [AS query]
const Node* Parser::create_table(ObjectKind object, Persistence kept, bool or_replace,
                                 std::uint32_t begin) {
  CreateTable* table = start_at<CreateTable>(begin);
  table->object = object;
  table->persistence = kept;
  table->or_replace = or_replace;
  table->if_not_exists = accept_if_not_exists();
  table->name =
      at_string() && !grammar_.lexical->escape_strings ? arena_.list(name_in_string()) : path();
  if (accept(Word::kLike)) {
    table->like = arena_.list(target_table());
  } else if (at(Word::kPartition, Word::kOf)) {
    partition_of(*table);
  } else if (at(Word::kOf)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read tables of a type", current().begin,
              current().end);
  } else if (at('(') && !at_parenthesized_query()) {
    table_elements(*table);
  }
  table_endings(*table);
  create_query(*table);
  return done(table);
}

// '(' element (',' element)* ')'
void Parser::table_elements(CreateTable& table) {
  TableParts parts;
  expect('(');
  while (!at(')') && !failed()) {
    table_element(parts);
    if (!accept(',')) break;
  }
  expect(')');
  table.columns = parts.columns.finish(arena_);
  table.constraints = parts.constraints.finish(arena_);
  table.indexes = parts.indexes.finish(arena_);
  if (!parts.like.empty()) table.like = parts.like.finish(arena_);
  table.like_options = parts.like_options.finish(arena_);
}

void Parser::table_element(TableParts& parts) {
  if (at(Word::kLike)) {
    like_element(parts);
  } else if (at(Word::kPeriod, Word::kFor)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read PERIOD FOR", current().begin,
              current().end);
  } else if (at_table_constraint()) {
    parts.constraints.add(table_constraint());
  } else if (at_table_index()) {
    parts.indexes.add(table_index());
  } else {
    parts.columns.add(column_definition());
  }
}

// LIKE table ((INCLUDING | EXCLUDING) word)*
void Parser::like_element(TableParts& parts) {
  advance();
  parts.like.add(target_table());
  while (at_any({Word::kIncluding, Word::kExcluding})) {
    const std::uint32_t begin = current().begin;
    advance();
    advance();
    parts.like_options.add(lower_words(text_since(begin)));
  }
}

// name [type] constraint*
const ColumnDefinition* Parser::column_definition() {
  ColumnDefinition* column = start<ColumnDefinition>();
  column->name = at_string() && !grammar_.lexical->escape_strings ? name_in_string() : name();
  if (at_column_type()) column->to = type();
  Collector<const Constraint*> constraints;
  while (column_constraint(constraints)) continue;
  column->constraints = constraints.finish(arena_);
  return done(column);
}

bool Parser::at_column_type() {
  if (at(TokenKind::kQuotedName) || (at_string() && grammar_.has(Feature::kFreeTypes))) return true;
  if (!at(TokenKind::kWord)) return false;
  switch (current().word()) {
    case Word::kConstraint:
    case Word::kPrimary:
    case Word::kNot:
    case Word::kUnique:
    case Word::kCheck:
    case Word::kDefault:
    case Word::kCollate:
    case Word::kReferences:
    case Word::kGenerated:
    case Word::kAs:
    case Word::kWith:
    case Word::kNull: return false;
    default: return true;
  }
}

// VIRTUAL TABLE [IF NOT EXISTS] name USING module ['(' arguments ')']
const Node* Parser::create_virtual(std::uint32_t begin) {
  CreateTable* table = start_at<CreateTable>(begin);
  table->is_virtual = true;
  table->if_not_exists = accept_if_not_exists();
  table->name = path();
  expect(Word::kUsing);
  table->module = any_name().text;
  if (accept('(')) {
    Collector<std::string_view> arguments;
    std::size_t depth = 0;
    std::uint32_t argument = current().begin;
    for (; !at_end() && !(depth == 0 && at(')')); advance()) {
      if (at('(')) ++depth;
      if (at(')')) --depth;
      if (depth != 0 || !at(',')) continue;
      arguments.add(sqlx::trim(lexer_.text().substr(argument, current().begin - argument)));
      argument = current().end;
    }
    const std::string_view last =
        sqlx::trim(lexer_.text().substr(argument, current().begin - argument));
    if (!last.empty()) arguments.add(last);
    expect(')');
    table->module_arguments = arguments.finish(arena_);
  }
  return done(table);
}

void Parser::table_endings(CreateTable& table) {
  Collector<const Option*> options;
  ClauseOrder order{Word::kInherits, Word::kPartition,  Word::kUsing,  Word::kWith,
                    Word::kOn,       Word::kTablespace, Word::kServer, Word::kOptions};
  while (at(TokenKind::kWord) && !failed()) {
    if (!grammar_.has(Feature::kTableOptions)) in_order(order);
    if (!table_ending(table, options)) break;
    accept(',');
  }
  table.options = options.finish(arena_);
}

// INHERITS (…) | PARTITION BY … | WITH (…) | WITHOUT word | ON COMMIT … | STRICT | an option;
// whether there was one
bool Parser::table_ending(CreateTable& table, Collector<const Option*>& options) {
  const std::uint32_t begin = current().begin;
  if (grammar_.has(Feature::kTableOptions) &&
      at_any({Word::kUsing, Word::kServer, Word::kOptions})) {
    options.add(table_option());
    return true;
  }
  switch (current().word()) {
    case Word::kAs:
    case Word::kSelect:
    case Word::kIgnore:
    case Word::kReplace:
    case Word::kValues: return false;
    case Word::kWith:
      if (next_is('(') && !grammar_.has(Feature::kTableOptions)) {
        advance();
        add_options(options);
        return true;
      }
      if (!accept(Word::kWith, Word::kSystem)) return false;
      advance();
      options.add(option("system_versioned", nullptr, begin));
      return true;
    case Word::kWithout:
      advance();
      if (at_text("rowid"))
        options.add(option("without rowid", nullptr, begin));
      else if (!at_text("oids"))
        fail("ROWID");  // a table has none anyway
      advance();
      return true;
    case Word::kStrict:
      advance();
      options.add(option("strict", nullptr, begin));
      return true;
    case Word::kInherits: {
      advance();
      Collector<const Table*> parents;
      expect('(');
      do parents.add(target_table());
      while (accept(','));
      expect(')');
      table.inherits = parents.finish(arena_);
      return true;
    }
    case Word::kPartition: table.partition_by = partitioning(); return true;
    case Word::kOn: on_commit(table); return true;
    case Word::kUsing:
    case Word::kServer: {
      advance();
      const std::string_view name = lower_words(text_since(begin));
      options.add(option(name, string_value(any_name().text), begin));
      return true;
    }
    case Word::kOptions:
      advance();
      add_texts(options);
      return true;
    default:
      if (!grammar_.has(Feature::kTableOptions) && !at(Word::kTablespace)) return false;
      options.add(table_option());
      return true;
  }
}

// ON COMMIT (DROP | DELETE ROWS | PRESERVE ROWS)
void Parser::on_commit(CreateTable& table) {
  advance();
  expect(Word::kCommit);
  const std::uint32_t begin = current().begin;
  if (!accept(Word::kDrop)) {
    if (!accept_any({Word::kDelete, Word::kPreserve})) fail("DROP, DELETE ROWS or PRESERVE ROWS");
    expect(Word::kRows);
  }
  table.on_commit = lower_words(text_since(begin));
}

// [IGNORE | REPLACE] [AS] query [WITH [NO] DATA]
void Parser::create_query(CreateTable& table) {
  if (at_any({Word::kIgnore, Word::kReplace})) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read this form of CREATE TABLE … SELECT",
              current().begin, current().end);
  }
  const bool is_said = accept(Word::kAs);
  if (!is_said && !at_query() && !at('(')) return;
  if (at(Word::kExecute)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read CREATE TABLE … AS EXECUTE",
              current().begin, current().end);
  }
  table.query = query();
  if (!accept(Word::kWith)) return;
  table.with_no_data = accept(Word::kNo);
  expect(Word::kData);
}

// PARTITION OF table ['(' elements ')'] bound
void Parser::partition_of(CreateTable& table) {
  advance();
  advance();
  table.partition_of = target_table();
  if (at('(')) table_elements(table);
  table.bound = partition_bound();
}

}  // namespace sqlx::sql
