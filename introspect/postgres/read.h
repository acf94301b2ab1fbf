// Catalog → IR. `read_schema` is the whole reading; the functions below it are its steps, one for
// each question, in the order in which they build on each other:
//
//   basics.cc      the database, its schemas, extensions, comments, dependencies, types
//   tables.cc      tables, views and composite types, and their columns
//   keys.cc        constraints
//   indexes.cc     indexes
//   sequences.cc   sequences, and the columns that they number
//   views.cc       the queries behind views
//   routines.cc    functions and procedures
//   guards.cc      triggers and policies
//   unsupported.cc what the IR has no place for
//   assemble.cc    from the catalog's shape to that of the IR: domains, nested partitions, names of
//   dependencies, missing grants
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "introspect/engine.h"
#include "introspect/postgres/catalog.h"
#include "introspect/postgres/questions.h"

namespace sqlx::introspect::postgres {

[[nodiscard]] std::optional<Reading> read_schema(const Request& request, Progress& progress,
                                                 Diagnostics& diagnostics);

void read_session(const Questions& questions, Catalog& catalog);
void read_dependencies(const Questions& questions, Catalog& catalog);
void read_comments(const Questions& questions, Catalog& catalog);
// The oids of the schemas that are read.
[[nodiscard]] std::vector<Oid> read_schemas(const Questions& questions,
                                            const std::vector<std::string>& wanted,
                                            Catalog& catalog, Diagnostics& diagnostics);
void read_extensions(const Questions& questions, Catalog& catalog);
void read_names(const Questions& questions, Catalog& catalog);
void read_types(const Questions& questions, Catalog& catalog);
void read_relations(const Questions& questions, Catalog& catalog);
void read_columns(const Questions& questions, Catalog& catalog);
void read_constraints(const Questions& questions, Catalog& catalog);
void read_indexes(const Questions& questions, Catalog& catalog);
void read_sequences(const Questions& questions, Catalog& catalog);
void read_views(const Questions& questions, Catalog& catalog);
void read_triggers(const Questions& questions, Catalog& catalog);
void read_policies(const Questions& questions, Catalog& catalog);
void read_routines(const Questions& questions, Catalog& catalog);
void read_unsupported(const Questions& questions, Catalog& catalog);
void assemble(Catalog& catalog, Diagnostics& diagnostics);

}  // namespace sqlx::introspect::postgres
