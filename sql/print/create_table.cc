// CREATE TABLE with its columns, and partitions.
#include <algorithm>
#include <cstdint>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

void print_create_words(Writer& writer, const CreateTable& table) {
  writer.word("CREATE");
  writer.word_if(table.or_replace, "OR REPLACE");
  print_persistence(writer, table.persistence);
  writer.word_if(table.is_virtual, "VIRTUAL");
  writer.upper_word(to_string(table.object));
  writer.word_if(table.if_not_exists, "IF NOT EXISTS");
  writer.path(table.name);
}

void print_module(Writer& writer, const CreateTable& table) {
  writer.word("USING");
  writer.word(table.module);
  if (table.module_arguments.empty()) return;
  writer.open_tight();
  writer.list(table.module_arguments, [&](std::string_view argument) { writer.word(argument); });
  writer.close();
}

// What stands between a table's parentheses, with the commas between.
class Elements {
 public:
  explicit Elements(Writer& writer) : writer_(writer) {}
  ~Elements() {
    if (!is_first_) writer_.close();
  }
  Elements(const Elements&) = delete;
  Elements& operator=(const Elements&) = delete;

  void next() {
    if (is_first_) {
      writer_.open();
    } else {
      writer_.comma();
    }
    is_first_ = false;
  }

 private:
  Writer& writer_;
  bool is_first_ = true;
};

void print_like(Writer& writer, const CreateTable& table, const Table& like) {
  writer.word("LIKE");
  print(writer, like);
  if (&like != table.like.back()) return;
  for (const std::string_view option : table.like_options) writer.upper_word(option);
}

// LIKE adds columns where it stands, so the places of the text decide, if there is one.
void print_columns(Writer& writer, const CreateTable& table, Elements& elements) {
  std::size_t likes = 0;
  const auto print_likes = [&](std::uint32_t before) {
    for (; likes < table.like.size() && table.like[likes]->begin < before; ++likes) {
      elements.next();
      print_like(writer, table, *table.like[likes]);
    }
  };
  for (const ColumnDefinition* column : table.columns) {
    print_likes(column->begin);
    elements.next();
    print(writer, *column);
  }
  print_likes(UINT32_MAX);
}

// Indexes come among the constraints where the text had them, else behind.
void print_keys(Writer& writer, const CreateTable& table, Elements& elements) {
  std::size_t indexes = 0;
  const auto print_indexes = [&](std::uint32_t before) {
    for (; indexes < table.indexes.size() && table.indexes[indexes]->begin < before; ++indexes) {
      elements.next();
      print(writer, *table.indexes[indexes]);
    }
  };
  for (const Constraint* constraint : table.constraints) {
    print_indexes(constraint->begin);
    elements.next();
    print(writer, *constraint);
  }
  print_indexes(UINT32_MAX);
}

bool needs_parentheses(const CreateTable& table) {
  return table.query == nullptr && table.partition_of == nullptr && !table.is_virtual;
}

void print_elements(Writer& writer, const CreateTable& table) {
  if (table.columns.empty() && table.constraints.empty() && table.indexes.empty() &&
      table.like.empty()) {
    if (needs_parentheses(table)) writer.word("()");
    return;
  }
  Elements elements(writer);
  print_columns(writer, table, elements);
  print_keys(writer, table, elements);
}

void print_parent(Writer& writer, const CreateTable& table) {
  if (table.partition_of == nullptr) return;
  writer.word("PARTITION OF");
  print(writer, *table.partition_of);
}

void print_inherits(Writer& writer, const CreateTable& table) {
  if (table.inherits.empty()) return;
  writer.word("INHERITS");
  writer.list_in_parentheses(table.inherits, [&](const Table* parent) { print(writer, *parent); });
}

// SERVER name OPTIONS (…)
void print_foreign(Writer& writer, List<const Option*> options) {
  for (const Option* option : options) {
    if (option->name != "server") continue;
    writer.word("SERVER");
    print_option_value(writer, *option);
  }
  print_foreign_options(writer, options);
}

void print_options_and_partitions(Writer& writer, const CreateTable& table) {
  const bool partitions_last = writer.pack().ddl.partitioning_last;
  if (!partitions_last && table.partition_by != nullptr) print(writer, *table.partition_by);
  if (table.object == ObjectKind::kForeignTable) {
    print_foreign(writer, table.options);
  } else {
    print_table_options(writer, table.options);
  }
  if (partitions_last && table.partition_by != nullptr) print(writer, *table.partition_by);
}

void print_query(Writer& writer, const CreateTable& table) {
  print_clause(writer, "AS", table.query);
  writer.word_if(table.with_no_data, "WITH NO DATA");
}

std::string_view words_of(const Partitioning& partitioning) {
  switch (partitioning.strategy) {
    case PartitionStrategy::kRange: return "RANGE";
    case PartitionStrategy::kList: return "LIST";
    case PartitionStrategy::kHash: return "HASH";
    case PartitionStrategy::kKey: return "KEY";
  }
  return {};
}

void print_strategy(Writer& writer, const Partitioning& partitioning, bool is_sub) {
  writer.word(is_sub ? "SUBPARTITION BY" : "PARTITION BY");
  writer.word_if(partitioning.linear, "LINEAR");
  writer.word(words_of(partitioning));
  writer.word_if(partitioning.by_columns, "COLUMNS");
  print_partition_keys(writer, partitioning.keys);
  print_clause(writer, is_sub ? "SUBPARTITIONS" : "PARTITIONS", partitioning.count);
}

// MINVALUE and MAXVALUE are columns of that name, though reserved.
void print_limit_value(Writer& writer, const Expr& value) {
  const auto* column = value.as<Column>();
  const bool is_word =
      column != nullptr && column->path.size() == 1 && !column->path.front().quoted;
  if (is_word) return writer.word(column->path.front().text);
  print(writer, value);
}

void print_limit_values(Writer& writer, std::string_view words, List<const Expr*> values) {
  writer.word(words);
  writer.list_in_parentheses(values, [&](const Expr* value) { print_limit_value(writer, *value); });
}

void print_modulus(Writer& writer, const Partition& partition) {
  writer.word("WITH");
  writer.open();
  print_clause(writer, "MODULUS", partition.modulus);
  writer.comma();
  print_clause(writer, "REMAINDER", partition.remainder);
  writer.close();
}

void print_named_partition(Writer& writer, const Partition& partition, bool is_sub);

void print_partitions(Writer& writer, List<const Partition*> partitions, bool is_sub) {
  if (partitions.empty()) return;
  writer.list_in_parentheses(partitions, [&](const Partition* partition) {
    print_named_partition(writer, *partition, is_sub);
  });
}

void print_named_partition(Writer& writer, const Partition& partition, bool is_sub) {
  writer.word(is_sub ? "SUBPARTITION" : "PARTITION");
  writer.name(partition.name);
  writer.word_if(partition.is_default, "DEFAULT");
  if (!partition.values.empty()) print_limit_values(writer, "VALUES IN", partition.values);
  if (!partition.to.empty()) print_limit_values(writer, "VALUES LESS THAN", partition.to);
  print_options(writer, partition.options, OptionStyle::kEquals);
  print_partitions(writer, partition.partitions, true);
}

void print_partitioning(Writer& writer, const Partitioning& partitioning, bool is_sub) {
  print_strategy(writer, partitioning, is_sub);
  if (partitioning.sub != nullptr) print_partitioning(writer, *partitioning.sub, true);
  print_partitions(writer, partitioning.partitions, is_sub);
}

bool is_generated(const ColumnDefinition& column) {
  return std::any_of(
      column.constraints.begin(), column.constraints.end(),
      [](const Constraint* each) { return each->constraint == ConstraintKind::kGenerated; });
}

}  // namespace

void print_persistence(Writer& writer, Persistence persistence) {
  writer.word_if(persistence == Persistence::kTemporary, writer.pack().words.temporary);
  writer.word_if(persistence == Persistence::kUnlogged, "UNLOGGED");
}

void print(Writer& writer, const CreateTable& table) {
  print_create_words(writer, table);
  if (table.is_virtual) return print_module(writer, table);
  print_parent(writer, table);
  print_elements(writer, table);
  print_inherits(writer, table);
  if (table.bound != nullptr) print_partition_bound(writer, *table.bound);
  print_options_and_partitions(writer, table);
  if (!table.on_commit.empty()) {
    writer.word("ON COMMIT");
    writer.upper_word(table.on_commit);
  }
  print_query(writer, table);
}

void print(Writer& writer, const ColumnDefinition& column) {
  writer.name(column.name);
  if (column.to != nullptr && !(writer.pack().ddl.generated_untyped && is_generated(column)))
    print(writer, *column.to);
  print_constraints(writer, column.constraints);
}

void print(Writer& writer, const Partitioning& partitioning) {
  print_partitioning(writer, partitioning, false);
}

// A partition that stands alone is one of a table's own list, or, without a name, the bound of a
// table.
void print(Writer& writer, const Partition& partition) {
  if (partition.name.text.empty()) return print_partition_bound(writer, partition);
  print_named_partition(writer, partition, false);
}

void print_partition_bound(Writer& writer, const Partition& partition) {
  if (partition.is_default) return writer.word("DEFAULT");
  writer.word("FOR VALUES");
  if (partition.modulus != nullptr) return print_modulus(writer, partition);
  if (!partition.values.empty()) return print_limit_values(writer, "IN", partition.values);
  print_limit_values(writer, "FROM", partition.from);
  print_limit_values(writer, "TO", partition.to);
}

}  // namespace sqlx::sql
