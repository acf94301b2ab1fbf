// Every field of the IR, once: its name in a snapshot, where it is, whether it is always written,
// and what it means.
//
// The snapshot writer, the snapshot reader and the JSON Schema in docs/ are all made by walking
// these lists, so they cannot disagree. A field that is not `required` is left out while it has its
// default value, which keeps snapshots short enough to review.
#pragma once

#include <string_view>
#include <tuple>

#include "ir/schema.h"

namespace sqlx::ir {

template <class Struct, class Member>
struct Field {
  std::string_view name;
  Member Struct::*member;
  bool required;
  std::string_view doc;
};

template <class S, class M>
constexpr Field<S, M> required(std::string_view name, M S::*member, std::string_view doc) {
  return {name, member, true, doc};
}

template <class S, class M>
constexpr Field<S, M> optional(std::string_view name, M S::*member, std::string_view doc) {
  return {name, member, false, doc};
}

template <class S>
struct Fields;  // kTitle, kList

template <class S>
concept HasFields = requires {
  Fields<S>::kList;
};

#define SQLX_FIELDS(type, title, ...)                           \
  template <>                                                   \
  struct Fields<type> {                                         \
    static constexpr std::string_view kTitle = title;           \
    static constexpr auto kList = std::make_tuple(__VA_ARGS__); \
  }

// clang-format off
SQLX_FIELDS(ObjectName, "ObjectName",
    optional("schema", &ObjectName::schema, "its schema; absent for the database that the connection chose"),
    required("name", &ObjectName::name, "its name, exactly"));

SQLX_FIELDS(LogicalType, "Type",
    required("kind", &LogicalType::kind, "what a value is"),
    optional("length", &LogicalType::length, "characters, bytes, bits or elements, at most"),
    optional("precision", &LogicalType::precision, "digits of a decimal; digits of a second's fraction"),
    optional("scale", &LogicalType::scale, "digits of a decimal after the point"),
    optional("name", &LogicalType::name, "the enum, domain, composite or range type it was declared with"),
    optional("values", &LogicalType::values, "labels of an enum or set without a name"),
    optional("element", &LogicalType::element, "type of an array's or range's elements"));

SQLX_FIELDS(Attribute, "Attribute",
    required("key", &Attribute::key, "which fact"),
    required("value", &Attribute::value, "what the database says"));

SQLX_FIELDS(Default, "Default",
    required("sql", &Default::sql, "as the database writes it"),
    required("kind", &Default::kind, "as understood"),
    optional("value", &Default::value, "a literal's text, without quotes and casts"));

SQLX_FIELDS(SequenceOptions, "SequenceOptions",
    optional("type", &SequenceOptions::type, "the database's words for its type"),
    optional("start", &SequenceOptions::start, "first value"),
    optional("increment", &SequenceOptions::increment, "step"),
    optional("minimum", &SequenceOptions::minimum, "smallest value"),
    optional("maximum", &SequenceOptions::maximum, "largest value"),
    optional("cache", &SequenceOptions::cache, "values a session takes at once"),
    optional("cycle", &SequenceOptions::cycle, "begins again at the end"));

SQLX_FIELDS(Identity, "Identity",
    required("kind", &Identity::kind, "how the database numbers rows"),
    optional("sequence", &Identity::sequence, "the sequence behind a serial column"),
    optional("options", &Identity::options, "the sequence behind an identity column"));

SQLX_FIELDS(Generated, "Generated",
    required("sql", &Generated::sql, "the expression"),
    required("stored", &Generated::stored, "kept on disk, not computed on reading"));

SQLX_FIELDS(ColumnReference, "ColumnReference",
    required("table", &ColumnReference::table, "a table"),
    required("column", &ColumnReference::column, "a column of it"));

SQLX_FIELDS(Column, "Column",
    required("name", &Column::name, "its name, exactly"),
    required("type", &Column::type, "its logical type"),
    required("database_type", &Column::database_type, "the database's own words for its type"),
    required("nullable", &Column::nullable, "may be NULL; a view's column is not only where that is certain"),
    optional("default", &Column::default_value, "default value"),
    optional("identity", &Column::identity, "numbered by the database"),
    optional("generated", &Column::generated, "computed from other columns"),
    optional("on_update", &Column::on_update, "expression that every update sets it to"),
    optional("collation", &Column::collation, "where it is not the default"),
    optional("inherited", &Column::inherited, "declared by a parent table only"),
    optional("base", &Column::base, "of a view: the column that it shows unchanged"),
    optional("comment", &Column::comment, "comment"),
    optional("attributes", &Column::attributes, "facts that only its engine knows"));

SQLX_FIELDS(KeyPart, "KeyPart",
    optional("column", &KeyPart::column, "a column"),
    optional("expression", &KeyPart::expression, "or an expression"),
    optional("descending", &KeyPart::descending, "largest first"),
    optional("nulls", &KeyPart::nulls, "where NULL stands, if that was said"),
    optional("collation", &KeyPart::collation, "where it is not the column's own"),
    optional("operator_class", &KeyPart::operator_class, "where it is not the type's default"),
    optional("prefix_length", &KeyPart::prefix_length, "only so many characters or bytes are in the key"));

SQLX_FIELDS(Key, "Key",
    optional("name", &Key::name, "its name; absent where it has none"),
    required("columns", &Key::columns, "its columns in order; a plain one is just its name"),
    optional("included_columns", &Key::included_columns, "stored with the key, not part of it"),
    optional("nulls_not_distinct", &Key::nulls_not_distinct, "two NULLs are the same value"),
    optional("deferrability", &Key::deferrability, "when it is checked"),
    optional("inherited", &Key::inherited, "made from the key of the parent of a partition"),
    optional("comment", &Key::comment, "comment"),
    optional("attributes", &Key::attributes, "facts that only its engine knows"));

SQLX_FIELDS(ForeignKey, "ForeignKey",
    optional("name", &ForeignKey::name, "its name; absent where it has none"),
    required("columns", &ForeignKey::columns, "its columns"),
    required("references", &ForeignKey::references, "the table that it points to"),
    required("referenced_columns", &ForeignKey::referenced_columns, "the columns there, in the same order"),
    optional("on_delete", &ForeignKey::on_delete, "what happens when the row there goes"),
    optional("on_update", &ForeignKey::on_update, "what happens when the key there changes"),
    optional("on_delete_columns", &ForeignKey::on_delete_columns, "the columns that ON DELETE sets, if not all"),
    optional("match", &ForeignKey::match, "how NULLs in some columns are taken"),
    optional("deferrability", &ForeignKey::deferrability, "when it is checked"),
    optional("inherited", &ForeignKey::inherited, "declared by a parent table only"),
    optional("comment", &ForeignKey::comment, "comment"),
    optional("attributes", &ForeignKey::attributes, "facts that only its engine knows"));

SQLX_FIELDS(Check, "Check",
    optional("name", &Check::name, "its name; absent where it has none"),
    required("sql", &Check::sql, "the condition, as the database writes it"),
    optional("no_inherit", &Check::no_inherit, "not for child tables"),
    optional("inherited", &Check::inherited, "declared by a parent table only"),
    optional("comment", &Check::comment, "comment"),
    optional("attributes", &Check::attributes, "facts that only its engine knows"));

SQLX_FIELDS(Exclusion, "Exclusion",
    required("name", &Exclusion::name, "its name"),
    required("sql", &Exclusion::sql, "the constraint, as the database writes it"),
    required("columns", &Exclusion::columns, "columns that it speaks of"),
    optional("comment", &Exclusion::comment, "comment"));

SQLX_FIELDS(Index, "Index",
    required("name", &Index::name, "its name"),
    required("parts", &Index::parts, "columns and expressions in order; a plain column is just its name"),
    optional("unique", &Index::unique, "no two rows with the same key"),
    optional("method", &Index::method, "how it is built, where it is not the engine's usual way"),
    optional("included_columns", &Index::included_columns, "stored with the key, not part of it"),
    optional("predicate", &Index::predicate, "only for rows of which this is true"),
    optional("nulls_not_distinct", &Index::nulls_not_distinct, "two NULLs are the same value"),
    optional("inherited", &Index::inherited, "made from an index of the parent of a partition"),
    optional("comment", &Index::comment, "comment"),
    optional("attributes", &Index::attributes, "facts that only its engine knows"));

SQLX_FIELDS(Trigger, "Trigger",
    required("name", &Trigger::name, "its name"),
    required("sql", &Trigger::sql, "the statement that creates it"),
    optional("enabled", &Trigger::enabled, "fires"),
    optional("comment", &Trigger::comment, "comment"));

SQLX_FIELDS(Policy, "Policy",
    required("name", &Policy::name, "its name"),
    required("command", &Policy::command, "all, select, insert, update or delete"),
    optional("permissive", &Policy::permissive, "any of the permissive ones lets a row through; all restrictive ones must"),
    required("roles", &Policy::roles, "for whom; `public` is everybody"),
    optional("using", &Policy::using_sql, "rows that may be seen"),
    optional("check", &Policy::check_sql, "rows that may be written"),
    optional("comment", &Policy::comment, "comment"));

SQLX_FIELDS(PartitionSlice, "PartitionSlice",
    required("name", &PartitionSlice::name, "its name"),
    optional("bound", &PartitionSlice::bound, "which rows it holds"));

SQLX_FIELDS(Partitioning, "Partitioning",
    required("strategy", &Partitioning::strategy, "range, list, hash or key"),
    required("key", &Partitioning::key, "columns or expression"),
    optional("slices", &Partitioning::slices, "partitions, on engines where they are not tables"));

SQLX_FIELDS(Table, "Table",
    required("name", &Table::name, "its name"),
    required("kind", &Table::kind, "table or view"),
    optional("comment", &Table::comment, "comment"),
    required("columns", &Table::columns, "in the table's order"),
    optional("primary_key", &Table::primary_key, "primary key"),
    optional("uniques", &Table::uniques, "unique constraints"),
    optional("foreign_keys", &Table::foreign_keys, "foreign keys"),
    optional("checks", &Table::checks, "check constraints"),
    optional("exclusions", &Table::exclusions, "exclusion constraints"),
    optional("indexes", &Table::indexes, "indexes that are not behind a constraint"),
    optional("triggers", &Table::triggers, "triggers"),
    optional("row_security", &Table::row_security, "row-level security"),
    optional("policies", &Table::policies, "row-level security policies"),
    optional("inherits", &Table::inherits, "parent tables"),
    optional("partitioning", &Table::partitioning, "how it is partitioned"),
    optional("partition_bound", &Table::partition_bound, "of a partition: which rows it holds"),
    optional("partitions", &Table::partitions, "its partitions, as whole tables"),
    optional("definition", &Table::definition, "of a view: its query"),
    optional("depends_on", &Table::depends_on, "objects that must be there before it"),
    optional("attributes", &Table::attributes, "facts that only its engine knows"));

SQLX_FIELDS(Enum, "Enum",
    required("name", &Enum::name, "its name"),
    required("values", &Enum::values, "labels in order"),
    optional("comment", &Enum::comment, "comment"));

SQLX_FIELDS(Domain, "Domain",
    required("name", &Domain::name, "its name"),
    required("type", &Domain::type, "its base type"),
    required("database_type", &Domain::database_type, "the database's own words for the type it is made from"),
    required("nullable", &Domain::nullable, "may be NULL"),
    optional("default", &Domain::default_value, "default value"),
    optional("collation", &Domain::collation, "where it is not the default"),
    optional("checks", &Domain::checks, "check constraints"),
    optional("depends_on", &Domain::depends_on, "objects that must be there before it"),
    optional("comment", &Domain::comment, "comment"));

SQLX_FIELDS(Composite, "Composite",
    required("name", &Composite::name, "its name"),
    required("fields", &Composite::fields, "fields in order"),
    optional("comment", &Composite::comment, "comment"));

SQLX_FIELDS(Sequence, "Sequence",
    required("name", &Sequence::name, "its name"),
    required("options", &Sequence::options, "how it counts"),
    optional("owned_by", &Sequence::owned_by, "the column that it goes with"),
    optional("comment", &Sequence::comment, "comment"));

SQLX_FIELDS(Argument, "Argument",
    optional("name", &Argument::name, "its name, if it has one"),
    optional("mode", &Argument::mode, "direction"),
    required("type", &Argument::type, "its logical type"),
    required("database_type", &Argument::database_type, "the database's own words for its type"),
    optional("default", &Argument::default_sql, "default value"));

SQLX_FIELDS(Routine, "Routine",
    required("name", &Routine::name, "its name"),
    optional("signature", &Routine::signature, "argument types, which tell overloads apart"),
    required("kind", &Routine::kind, "what it is"),
    optional("arguments", &Routine::arguments, "arguments in order"),
    optional("result", &Routine::result, "type of its result; absent for a procedure"),
    optional("database_result", &Routine::database_result, "the database's own words for its result"),
    optional("returns_set", &Routine::returns_set, "gives any number of rows"),
    optional("volatility", &Routine::volatility, "what its result depends on"),
    optional("strict", &Routine::strict, "gives NULL when an argument is NULL"),
    optional("language", &Routine::language, "language of its body"),
    optional("definition", &Routine::definition, "the statement that creates it"),
    optional("depends_on", &Routine::depends_on, "objects that must be there before it"),
    optional("comment", &Routine::comment, "comment"));

SQLX_FIELDS(Extension, "Extension",
    required("name", &Extension::name, "its name"),
    optional("schema", &Extension::schema, "where its objects live"),
    optional("version", &Extension::version, "installed version"));

SQLX_FIELDS(Namespace, "Schema",
    required("name", &Namespace::name, "its name"),
    optional("comment", &Namespace::comment, "comment"));

SQLX_FIELDS(Unsupported, "Unsupported",
    required("kind", &Unsupported::kind, "what it is"),
    required("name", &Unsupported::name, "its name"),
    optional("detail", &Unsupported::detail, "what is not modelled"),
    optional("sql", &Unsupported::sql, "the statement that creates it, where it is known"));

SQLX_FIELDS(Database, "Database",
    required("engine", &Database::engine, "name of its wire pack"),
    required("server_version", &Database::server_version, "version of the server, or of the SQLite library"),
    optional("default_schema", &Database::default_schema, "where a name without schema is looked up"),
    optional("encoding", &Database::encoding, "character encoding"),
    optional("collation", &Database::collation, "default collation"),
    optional("extensions", &Database::extensions, "installed extensions"),
    optional("schemas", &Database::schemas, "schemas that were read"),
    optional("enums", &Database::enums, "enum types"),
    optional("domains", &Database::domains, "domains"),
    optional("composites", &Database::composites, "composite types"),
    optional("sequences", &Database::sequences, "sequences that do not belong to an identity column"),
    required("tables", &Database::tables, "tables and views"),
    optional("routines", &Database::routines, "functions and procedures"),
    optional("unsupported", &Database::unsupported, "what the database holds and sqlx does not model"));
// clang-format on

#undef SQLX_FIELDS

}  // namespace sqlx::ir
