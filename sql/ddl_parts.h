// What the files of the DDL writer share: the context that each of them writes into, and who writes
// what. Others include sql/ddl.h.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"
#include "sql/ddl_order.h"
#include "sql/dialect_words.h"
#include "sql/script.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

struct DdlContext {
  const ir::Database& database;
  const wirepacks::Ddl& ddl;
  DialectWords words;
  Script script;
  Diagnostics& diagnostics;
};

// "TABLE", "MATERIALIZED VIEW": what stands behind CREATE, ALTER and COMMENT ON.
[[nodiscard]] std::string_view noun(ir::TableKind kind);
[[nodiscard]] const wirepacks::Clauses& clauses_of(const wirepacks::Ddl& ddl,
                                                   const ir::Table& table);
[[nodiscard]] const wirepacks::Clauses& column_clauses(const wirepacks::Ddl& ddl,
                                                       const ir::Table& table);

// ddl.cc: of every table, when all of them are there
void write_attribute_statements(DdlContext& context, const ir::Table& table);
void write_triggers(DdlContext& context, const ir::Table& table);
void write_policy(DdlContext& context, const ir::Table& table, const ir::Policy& policy);
void write_policies(DdlContext& context, const ir::Table& table);
void write_trigger(DdlContext& context, const ir::Table& table, const ir::Trigger& trigger);
void write_sequence_owner(DdlContext& context, const ir::Sequence& sequence);
void write_extension(DdlContext& context, const ir::Extension& extension);
void write_statements(DdlContext& context, const std::vector<std::string>& statements);
[[nodiscard]] std::set<std::string> schema_names(
    const ir::Database& database);  // that its objects are in
[[nodiscard]] std::string implied_schema(const ir::Database& database, const wirepacks::Ddl& ddl);

// ddl_types.cc
void write_enum(DdlContext& context, const ir::Enum& type);
void write_composite(DdlContext& context, const ir::Composite& type);
void write_domain(DdlContext& context, const ir::Domain& domain);
void write_sequence(DdlContext& context, const ir::Sequence& sequence);
void append_sequence_options(std::string& out, const ir::SequenceOptions& options);

// ddl_table.cc
void write_table(DdlContext& context, const Unit& unit, const ir::Table& table);
void write_bare_expressions(DdlContext& context,
                            const ir::Table& table);  // of a table that came bare
// A partition is found, too; null if there is none of that name.
[[nodiscard]] const ir::Table* find_table(const std::vector<ir::Table>& tables,
                                          const ir::ObjectName& name);
[[nodiscard]] std::string default_clause(const DdlContext& context, const ir::Default& value);

[[nodiscard]] std::string column_line(const DdlContext& context, const ir::Table& table,
                                      const ir::Column& column, bool bare);
// " GENERATED ALWAYS AS IDENTITY (…)", or nothing
[[nodiscard]] std::string identity_clause(const DdlContext& context, const ir::Column& column);
[[nodiscard]] std::string partitioning_clause(const DdlContext& context, const ir::Table& table);
[[nodiscard]] bool has_key_inline(const wirepacks::Ddl& ddl, const ir::Table& table,
                                  const ir::Column& column);

// ddl_inherited.cc: `create` says what is the table's own, and INHERITS
void write_from_parents(DdlContext& context, const ir::Table& table, const std::string& create);

// ddl_keys.cc
[[nodiscard]] std::string key_clause(const DdlContext& context, const ir::Key& key,
                                     std::string_view kind);
[[nodiscard]] std::string key_words(const DdlContext& context, const ir::Key& key,
                                    std::string_view kind, std::string_view columns);
[[nodiscard]] std::string foreign_key_clause(const DdlContext& context, const ir::ForeignKey& key);
[[nodiscard]] std::string check_clause(const DdlContext& context, const ir::Check& check);
[[nodiscard]] std::string exclusion_clause(const DdlContext& context,
                                           const ir::Exclusion& exclusion);
[[nodiscard]] std::string index_clause(const DdlContext& context, const ir::Index& index);
[[nodiscard]] bool comes_late(const ir::Check& check);  // cannot be said in CREATE TABLE
void write_late_constraints(DdlContext& context, const ir::Table& table);
void write_indexes(DdlContext& context, const ir::Table& table);
void write_index(DdlContext& context, const ir::Table& table, const ir::Index& index);
void write_foreign_keys(DdlContext& context, const ir::Table& table, const ir::Table* parent);

// ddl_comments.cc
void append_comment(std::string& out, const DdlContext& context,
                    const std::string& comment);  // where they are inline
void write_comments(DdlContext& context);         // where they are statements
// What COMMENT ON speaks of ("INDEX shop.i") and what is said, of everything in `database`; also
// where nothing is.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> comments_of(
    const ir::Database& database, const DialectWords& words);

}  // namespace sqlx::sql
