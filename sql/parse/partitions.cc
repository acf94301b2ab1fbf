// PARTITION BY and the partitions' bounds.

#include "sql/parse/parser.h"

namespace sqlx::sql {

// PARTITION BY strategy [PARTITIONS n] [SUBPARTITION BY …] ['(' partitions ')']
const Partitioning* Parser::partitioning() {
  const std::uint32_t begin = current().begin;
  advance();
  expect(Word::kBy);
  Partitioning* node = arena_.make<Partitioning>(*partitioning_of(begin));
  if (at(Word::kPartitions)) {
    advance();
    node->count = number();
  }
  const std::uint32_t sub_begin = current().begin;
  if (accept(Word::kSubpartition)) {
    expect(Word::kBy);
    Partitioning* sub = arena_.make<Partitioning>(*partitioning_of(sub_begin));
    if (accept(Word::kSubpartitions)) sub->count = number();
    node->sub = done(sub);
  }
  if (at('(')) partition_list(*node);
  return done(node);
}

// [LINEAR] (HASH | KEY [ALGORITHM = n] | RANGE [COLUMNS] | LIST [COLUMNS]) '(' keys ')'
const Partitioning* Parser::partitioning_of(std::uint32_t begin) {
  Partitioning* node = start_at<Partitioning>(begin);
  node->linear = accept(Word::kLinear);
  if (accept(Word::kHash))
    node->strategy = PartitionStrategy::kHash;
  else if (accept(Word::kKey))
    node->strategy = PartitionStrategy::kKey;
  else if (accept(Word::kList))
    node->strategy = PartitionStrategy::kList;
  else if (!accept(Word::kRange))
    fail("RANGE, LIST, HASH or KEY");
  if (at(Word::kAlgorithm)) {
    fail_with(Code::kSyntaxUnsupported, "sqlx does not read ALGORITHM of PARTITION BY KEY",
              current().begin, current().end);
  }
  node->by_columns = accept(Word::kColumns);
  if (at('(') && next_is(')')) {
    advance();
    advance();
  } else {
    node->keys = index_parts();
  }
  return done(node);
}

void Parser::partition_list(Partitioning& partitioning) {
  Collector<const Partition*> partitions;
  expect('(');
  do partitions.add(partition());
  while (accept(','));
  expect(')');
  partitioning.partitions = partitions.finish(arena_);
}

// (PARTITION | SUBPARTITION) name [VALUES …] options ['(' subpartitions ')']
const Partition* Parser::partition() {
  const Nesting nesting(*this);
  Partition* node = start<Partition>();
  if (!accept_any({Word::kPartition, Word::kSubpartition})) fail("PARTITION");
  node->name = name();
  if (accept(Word::kValues)) partition_values(*node);
  Collector<const Option*> options;
  while (at(TokenKind::kWord) && !failed()) {
    if (at(Word::kStorage)) advance();
    options.add(table_option());
  }
  node->options = options.finish(arena_);
  if (!accept('(')) return done(node);
  Collector<const Partition*> inner;
  do inner.add(partition());
  while (accept(','));
  expect(')');
  node->partitions = inner.finish(arena_);
  return done(node);
}

// LESS THAN ('(' values ')' | MAXVALUE) | IN '(' values ')'
void Parser::partition_values(Partition& partition) {
  if (accept(Word::kLess)) {
    expect(Word::kThan);
    partition.to = at('(') ? bound_values() : arena_.list(bound_value());
    return;
  }
  expect(Word::kIn);
  partition.values = bound_values();
}

// FOR VALUES (IN … | FROM … TO … | WITH (MODULUS n, REMAINDER n)) | DEFAULT
const Partition* Parser::partition_bound() {
  Partition* node = start<Partition>();
  if (accept(Word::kDefault)) {
    node->is_default = true;
    return done(node);
  }
  expect(Word::kFor, Word::kValues);
  if (accept(Word::kIn)) {
    node->values = bound_values();
  } else if (accept(Word::kFrom)) {
    node->from = bound_values();
    expect(Word::kTo);
    node->to = bound_values();
  } else {
    expect(Word::kWith);
    expect('(');
    expect(Word::kModulus);
    node->modulus = number();
    expect(',');
    expect(Word::kRemainder);
    node->remainder = number();
    expect(')');
  }
  return done(node);
}

List<const Expr*> Parser::bound_values() {
  Collector<const Expr*> values;
  expect('(');
  do values.add(bound_value());
  while (accept(','));
  expect(')');
  return values.finish(arena_);
}

// MINVALUE | MAXVALUE | expression
const Expr* Parser::bound_value() {
  if (!at_any({Word::kMinvalue, Word::kMaxvalue})) return expression();
  Column* column = start<Column>();
  column->path = arena_.list(any_name());
  return done(column);
}

}  // namespace sqlx::sql
