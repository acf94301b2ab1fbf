// What the files of this room ask of each other; each function stands in the file that its section
// names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ir/schema.h"
#include "sql/schema_reader/draft.h"

namespace sqlx::sql::schema_reader {

// -- tables.cc
void create_table(Draft& draft, const CreateTable& statement);
void copy_columns_of_parent(ir::Table& table, const ir::Table& parent);
void copy_keys_of_parent(Draft& draft, ir::Table& table, const ir::Table& parent);
void add_to_partitions(Draft& draft, ir::Table& table);

// -- bounds.cc
[[nodiscard]] std::string partition_bound(Draft& draft, const Partition& bound,
                                          const ir::Table& parent);
[[nodiscard]] std::string slice_bound(Draft& draft, const Partition& slice, const ir::Table& table);

// -- columns.cc
// "utf8_bin" is what is shown as "utf8mb3_bin".
[[nodiscard]] std::string full_collation(const Draft& draft, const std::string& collation);
void add_column(Draft& draft, const ColumnDefinition& definition, ir::Table& table);
// The column alone: constraints of the table that stand behind it are left to the caller.
[[nodiscard]] ir::Column read_column(Draft& draft, const ColumnDefinition& definition,
                                     ir::Table& table);
void add_table_parts(Draft& draft, const ColumnDefinition& definition, const std::string& column,
                     ir::Table& table);
[[nodiscard]] std::string drawing_from(
    const ir::ObjectName& sequence);  // nextval('public.orders_id_seq'::regclass)
void set_default(Draft& draft, const Expr& value, ir::Column& column);
void set_identity(Draft& draft, const Constraint& constraint, ir::Column& column);
[[nodiscard]] ir::SequenceOptions sequence_options(Draft& draft, List<const Option*> options,
                                                   ir::SequenceOptions from, bool is_new);

// -- keys.cc
void add_constraint(Draft& draft, const Constraint& constraint, ir::Table& table,
                    const std::string& column = {});
// A unique key over more than an index can hold is kept in another way, which the catalog shows.
void set_long_key_option(Draft& draft, ir::Table& table, ir::Key& key);

// -- indexes.cc
void create_index(Draft& draft, const CreateIndex& statement);
void add_index(Draft& draft, const IndexDefinition& definition, ir::Table& table);
[[nodiscard]] ir::KeyPart key_part(Draft& draft, const OrderItem& part, ir::Table& table);

// -- alter.cc
void alter_table(Draft& draft, const AlterTable& statement);

// -- renames.cc
void rename_tables(Draft& draft, const Rename& statement);
void rename_table(Draft& draft, const Node& place, ir::Table& table, const ir::ObjectName& to);
void rename_column(Draft& draft, const Node& place, ir::Table& table, const std::string& from,
                   const std::string& to);
bool rename_part(ir::Table& table, std::string_view from,
                 const std::string& to);  // a key, index or constraint; false if it has none

// -- objects.cc
void create_schema(Draft& draft, const CreateSchema& statement);
void create_sequence(Draft& draft, const CreateSequence& statement);
void create_type(Draft& draft, const CreateType& statement);
void comment_on(Draft& draft, const Comment& statement);

// -- drops.cc
void drop(Draft& draft, const Drop& statement);
void drop_column(Draft& draft, ir::Table& table, std::string_view column);

// -- views.cc
void create_view(Draft& draft, const CreateView& statement);

// -- programs.cc
void create_trigger(Draft& draft, const CreateTrigger& statement);
void create_routine(Draft& draft, const CreateRoutine& statement);
void keep_utility(Draft& draft, const Utility& statement);
[[nodiscard]] std::string shown_name(const Draft& draft,
                                     const ir::ObjectName& name);  // public."Orders"
[[nodiscard]] std::string trigger_call(const Draft& draft,
                                       std::string_view body);       // EXECUTE FUNCTION public.f()
[[nodiscard]] std::string events_in_order(std::string_view events);  // INSERT OR DELETE OR UPDATE

// -- routines.cc; false if its head is not understood
[[nodiscard]] bool comment_on_routine(Draft& draft, std::string_view sql);
[[nodiscard]] bool read_routine(Draft& draft, std::string_view sql, ir::Routine& routine);

// -- heads.cc; false if the statement is not of this kind, or about something that the file does
// not make
[[nodiscard]] bool create_policy(Draft& draft, std::string_view sql);
[[nodiscard]] bool create_constraint_trigger(Draft& draft, std::string_view sql);

// -- type_words.cc
struct DeclaredType {
  std::string words;  // as the catalog shows them
  ir::LogicalType type;
  std::string serial;  // the type behind a type that numbers its rows
};
[[nodiscard]] DeclaredType declared_type(Draft& draft, const TypeName& type);

// -- texts.cc
[[nodiscard]] std::string expression_text(Draft& draft, const Expr& value, const ir::Table* table);
[[nodiscard]] std::string default_text(Draft& draft, const Expr& value, const ir::Column& column);
[[nodiscard]] std::string collation_words(const Draft& draft, List<Name> path);
[[nodiscard]] std::string option_words(const Option& option);  // its value: "70", "-0.5", "lz4"

// -- default_names.cc
// `kind` is a word of the pack's `stored.names`.
[[nodiscard]] std::string default_name(const Draft& draft, std::string_view kind,
                                       const ir::Table& table,
                                       const std::vector<std::string>& columns);

// -- finish.cc
// For keys that have none that serves.
void add_indexes_of_foreign_keys(Draft& draft, ir::Table& table);
void finish(Draft& draft);

}  // namespace sqlx::sql::schema_reader
