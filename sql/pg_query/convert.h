// The functions that turn libpg_query's nodes into ours, by what they give.
//
// A `wrapped` node says its kind: {"A_Expr": {…}}. Where libpg_query knows the kind from the field,
// the node stands there bare. All give null for null, and null with a diagnostic for what is
// unknown. What a row of a table converts gets its place from who looked it up.
#pragma once

#include <fmt/format.h>

#include <span>
#include <utility>

#include "sql/pg_query/conversion.h"
#include "sql/pg_query/fields.h"

namespace sqlx::sql::pg_query {

// One row of a table: libpg_query's name of a node, and who converts it.
template <class Result>
struct Converter {
  std::string_view node;
  Result* (*convert)(Conversion&, Fields&);
};

// Converts by the row for a kind; the usual ones come first in a table.
template <class Result>
[[nodiscard]] Result* convert_as(std::span<const Converter<Result>> table, Conversion& in,
                                 Fields& fields, std::string_view kind) {
  for (const Converter<Result>& row : table) {
    if (is_same_key(row.node, kind)) return in.placed(row.convert(in, fields));
  }
  in.report_unknown(fmt::format("sqlx does not know {} here", kind));
  return nullptr;
}

template <class Result>
[[nodiscard]] Result* convert_by(std::span<const Converter<Result>> table, Conversion& in,
                                 const JsonValue& wrapped) {
  Fields fields(in, node_kind(wrapped), *node_in(wrapped));
  return convert_as(table, in, fields, fields.node());
}

// The row of a table whose word the field says; a word that is not there is reported.
template <class T, std::size_t Size>
[[nodiscard]] T choice(Conversion& in, Fields& fields, std::string_view key,
                       const std::pair<std::string_view, T> (&table)[Size]) {
  const std::string_view word = fields.text(key);
  for (const auto& [name, value] : table) {
    if (name == word) return value;
  }
  in.report_unknown(fmt::format("sqlx does not know `{}` {} of {}", key, word, fields.node()));
  return table[0].second;
}

// expressions.cc
[[nodiscard]] const Expr* expression(Conversion& in, const JsonValue* wrapped);
[[nodiscard]] List<const Expr*> expressions(Conversion& in, const JsonValue* list);
[[nodiscard]] Row* row_of(Conversion& in, const JsonValue* list);
[[nodiscard]] Column* column_of(Conversion& in, Name name);
[[nodiscard]] Literal* string_literal(Conversion& in, std::string_view text);
[[nodiscard]] Call* call_of(Conversion& in, CallForm form, std::string_view name,
                            List<const Expr*> arguments);
// `base` with field names and subscripts behind it: (base).a[1].
[[nodiscard]] Expr* indirection(Conversion& in, const Expr* base, const JsonValue* steps);

// literals.cc
[[nodiscard]] Expr* constant(Conversion& in, Fields& fields);
// An Integer, Float, String, Boolean or TypeName as the value of an option that stands at
// `location`.
[[nodiscard]] const Expr* option_value(Conversion& in, const JsonValue& wrapped,
                                       std::int64_t location);

// operators.cc
// "+", or "OPERATOR(pg_catalog.+)".
[[nodiscard]] std::string_view operator_text(Conversion& in, List<Name> path);
[[nodiscard]] Expr* operator_expression(Conversion& in, Fields& fields);
[[nodiscard]] Expr* logical_expression(Conversion& in, Fields& fields);
[[nodiscard]] Expr* null_test(Conversion& in, Fields& fields);
[[nodiscard]] Expr* truth_test(Conversion& in, Fields& fields);
[[nodiscard]] Expr* sub_link(Conversion& in, Fields& fields);

// calls.cc
[[nodiscard]] Expr* function_call(Conversion& in, Fields& fields);
[[nodiscard]] Expr* value_function(Conversion& in, Fields& fields);
[[nodiscard]] Expr* coalesce(Conversion& in, Fields& fields);
[[nodiscard]] Expr* greatest_or_least(Conversion& in, Fields& fields);
[[nodiscard]] Expr* grouping_call(Conversion& in, Fields& fields);
[[nodiscard]] const Window* window(Conversion& in, const JsonValue* bare);

// types.cc
[[nodiscard]] TypeName* type_name(Conversion& in, const JsonValue* bare);
[[nodiscard]] Expr* type_cast(Conversion& in, Fields& fields);

// queries.cc
[[nodiscard]] const Query* query(Conversion& in, const JsonValue* wrapped);
[[nodiscard]] const Query* bare_query(Conversion& in, const JsonValue* bare);
[[nodiscard]] Query* query_from(Conversion& in, Fields& fields);
[[nodiscard]] const With* with_clause(Conversion& in, const JsonValue* bare);
[[nodiscard]] List<const SelectItem*> select_items(Conversion& in, const JsonValue* list);
[[nodiscard]] List<const OrderItem*> order_items(Conversion& in, const JsonValue* list);

// tables.cc
[[nodiscard]] const TableRef* table_ref(Conversion& in, const JsonValue* wrapped);
[[nodiscard]] List<const TableRef*> table_refs(Conversion& in, const JsonValue* list);
[[nodiscard]] const Table* relation(Conversion& in, const JsonValue* bare);  // a RangeVar
[[nodiscard]] Table* table_named(Conversion& in, List<Name> name);
[[nodiscard]] Persistence persistence_of(const JsonValue* bare_relation);

// options.cc
[[nodiscard]] List<const Option*> options_in(Conversion& in, const JsonValue* list);
[[nodiscard]] List<const Option*> extension_options(Conversion& in, const JsonValue* list);
[[nodiscard]] Option* option_of(Conversion& in, std::string_view name, const Expr* value = nullptr);
[[nodiscard]] List<const Option*> sequence_options(Conversion& in, const JsonValue* list);
// The options and one more, unless its value is empty.
[[nodiscard]] List<const Option*> with_option(Conversion& in, List<const Option*> options,
                                              std::string_view name, std::string_view value);
[[nodiscard]] Name role_name(Conversion& in, const JsonValue* bare);

// constraints.cc
[[nodiscard]] const Constraint* constraint(Conversion& in, const JsonValue* wrapped);
void append_constraints(Conversion& in, const JsonValue* list,
                        std::vector<const Constraint*>& into);

// indexes_and_views.cc
[[nodiscard]] const Expr* indexed_value(Conversion& in, Fields& fields);
[[nodiscard]] const OrderItem* index_part(Conversion& in, const JsonValue* wrapped);
[[nodiscard]] List<const OrderItem*> index_parts(Conversion& in, const JsonValue* list);
[[nodiscard]] Node* create_index(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_view(Conversion& in, Fields& fields);
[[nodiscard]] Node* materialized_view(Conversion& in, const CreateTable& table);

// create_table.cc
[[nodiscard]] List<Name> collation_of(Conversion& in, Fields& column);
[[nodiscard]] const ColumnDefinition* column_definition(Conversion& in, const JsonValue* wrapped);
[[nodiscard]] const Partition* partition_bound(Conversion& in, const JsonValue* bare);
[[nodiscard]] std::string_view on_commit(Conversion& in, Fields& fields, std::string_view key);
[[nodiscard]] Node* create_table(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_foreign_table(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_table_as(Conversion& in, Fields& fields);

// alter.cc
[[nodiscard]] Node* alter_table(Conversion& in, Fields& fields);
[[nodiscard]] Node* rename_object(Conversion& in, Fields& fields);
[[nodiscard]] Node* set_schema(Conversion& in, Fields& fields);

// objects.cc
[[nodiscard]] ObjectKind object_kind(Fields& fields, std::string_view key);
[[nodiscard]] DropBehavior drop_behavior(Conversion& in, Fields& fields);
[[nodiscard]] const Table* altered_relation(Conversion& in, Fields& fields, ObjectKind object);
[[nodiscard]] Node* drop(Conversion& in, Fields& fields);
[[nodiscard]] Node* drop_database(Conversion& in, Fields& fields);
[[nodiscard]] Node* truncate(Conversion& in, Fields& fields);
[[nodiscard]] Node* comment(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_schema(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_extension(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_database(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_sequence(Conversion& in, Fields& fields);
[[nodiscard]] Node* alter_sequence(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_enum(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_composite(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_range(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_domain(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_trigger(Conversion& in, Fields& fields);
[[nodiscard]] Node* create_routine(Conversion& in, Fields& fields);

// changes.cc
[[nodiscard]] Node* insert_statement(Conversion& in, Fields& fields);
[[nodiscard]] Node* update_statement(Conversion& in, Fields& fields);
[[nodiscard]] Node* delete_statement(Conversion& in, Fields& fields);
[[nodiscard]] Node* merge_statement(Conversion& in, Fields& fields);

// utility.cc
[[nodiscard]] Node* transaction(Conversion& in, Fields& fields);
[[nodiscard]] Node* set_variable(Conversion& in, Fields& fields);
[[nodiscard]] Node* explain(Conversion& in, Fields& fields);
[[nodiscard]] Node* copy_rows(Conversion& in, Fields& fields);
// The whole statement as text, known by `command` or by so many of its first words; OR REPLACE does
// not count.
[[nodiscard]] Node* utility(Conversion& in, std::string_view command);
[[nodiscard]] Node* utility_by_words(Conversion& in, std::size_t count);

// statements.cc
[[nodiscard]] const Node* statement(Conversion& in, const JsonValue* wrapped);

}  // namespace sqlx::sql::pg_query
