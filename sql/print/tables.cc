// What stands in FROM: tables, derived tables, joins, functions.
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

void print_sample(Writer& writer, const Table& table) {
  if (table.sample_method.empty()) return;
  writer.word("TABLESAMPLE");
  writer.word(table.sample_method);
  print_list_in_parentheses(writer, table.sample);
  if (table.sample_seed == nullptr) return;
  writer.word("REPEATABLE");
  print_in_parentheses(writer, *table.sample_seed);
}

// A join of which only the words differ is written so that all dialects read the same: without a
// condition it is a cross join, whatever it was called.
void print_join_words(Writer& writer, const Join& join) {
  const bool is_inner = join.join == JoinType::kInner || join.join == JoinType::kCross;
  const bool has_condition = join.on != nullptr || !join.using_columns.empty();
  if (join.straight) return writer.word("STRAIGHT_JOIN");
  if (is_inner && !join.natural && !has_condition) return writer.word("CROSS JOIN");
  writer.word_if(join.natural, "NATURAL");
  if (!is_inner) writer.upper_word(to_string(join.join));
  writer.word("JOIN");
}

void print_join_body(Writer& writer, const Join& join) {
  print(writer, *join.left);
  print_join_words(writer, join);
  const auto* right = join.right->as<Join>();
  if (right != nullptr && right->alias.text.empty()) {
    print_in_parentheses(writer, *right);
  } else {
    print(writer, *join.right);
  }
  print_clause(writer, "ON", join.on);
  if (join.using_columns.empty()) return;
  writer.word("USING");
  writer.names_in_parentheses(join.using_columns);
  print_alias(writer, join.using_alias, {});
}

void print_typed_columns(Writer& writer, const TableFunction& function) {
  writer.open();
  for (std::size_t i = 0; i < function.columns.size(); ++i) {
    if (i > 0) writer.comma();
    writer.name(function.columns[i]);
    print(writer, *function.column_types[i]);
  }
  writer.close();
}

void print_alias_of_function(Writer& writer, const TableFunction& function) {
  if (function.column_types.empty()) return print_alias(writer, function.alias, function.columns);
  writer.word("AS");
  if (!function.alias.text.empty()) writer.name(function.alias);
  print_typed_columns(writer, function);
}

void print_json_columns(Writer& writer, List<const JsonColumn*> columns) {
  writer.word("COLUMNS");
  writer.list_in_parentheses(columns, [&](const JsonColumn* column) { print(writer, *column); });
}

void print_json_fallback(Writer& writer, std::string_view fallback, std::string_view when) {
  if (fallback.empty()) return;
  if (fallback == "null" || fallback == "error") {
    writer.upper_word(fallback);
  } else {
    writer.word("DEFAULT");
    writer.word(fallback);
  }
  writer.word(when);
}

void print_json_value(Writer& writer, const JsonColumn& column) {
  writer.name(column.name);
  if (column.ordinality) return writer.word("FOR ORDINALITY");
  print(writer, *column.to);
  writer.word_if(column.exists, "EXISTS");
  print_clause(writer, "PATH", column.path);
  print_json_fallback(writer, column.on_empty, "ON EMPTY");
  print_json_fallback(writer, column.on_error, "ON ERROR");
}

}  // namespace

void print_alias(Writer& writer, const Name& alias, List<Name> columns) {
  if (alias.text.empty()) return;
  const std::string& word = writer.pack().words.table_alias;
  writer.word_if(!word.empty(), word);
  writer.name(alias);
  writer.names_in_parentheses_if_any(columns);
}

void print_name_of(Writer& writer, const Table& table) {
  writer.word_if(table.only, "ONLY");
  writer.path(table.name);
}

void print(Writer& writer, const Table& table) {
  print_name_of(writer, table);
  if (!table.partitions.empty()) {
    writer.word("PARTITION");
    writer.names_in_parentheses(table.partitions);
  }
  print_alias(writer, table.alias, table.columns);
  for (const std::string_view hint : table.hints) writer.word(hint);
  print_sample(writer, table);
}

void print(Writer& writer, const DerivedTable& table) {
  writer.word_if(table.lateral, "LATERAL");
  print_in_parentheses(writer, *table.query);
  print_alias(writer, table.alias, table.columns);
}

void print(Writer& writer, const Join& join) {
  if (join.alias.text.empty()) return print_join_body(writer, join);
  writer.open();
  print_join_body(writer, join);
  writer.close();
  print_alias(writer, join.alias, join.columns);
}

void print(Writer& writer, const TableFunction& function) {
  writer.word_if(function.lateral, "LATERAL");
  if (function.calls.size() > 1) {
    writer.word("ROWS FROM");
    print_list_in_parentheses(writer, function.calls);
  } else {
    print_list(writer, function.calls);
  }
  writer.word_if(function.with_ordinality, "WITH ORDINALITY");
  print_alias_of_function(writer, function);
}

void print(Writer& writer, const JsonTable& table) {
  writer.word("JSON_TABLE");
  writer.open_tight();
  print(writer, *table.document);
  writer.comma();
  print(writer, *table.path);
  print_json_columns(writer, table.columns);
  writer.close();
  print_alias(writer, table.alias, {});
}

void print(Writer& writer, const JsonColumn& column) {
  if (column.nested.empty()) return print_json_value(writer, column);
  writer.word("NESTED PATH");
  print(writer, *column.path);
  if (!column.name.text.empty()) writer.name(column.name);
  print_json_columns(writer, column.nested);
}

}  // namespace sqlx::sql
