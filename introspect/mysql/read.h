// Rows → IR: one function for each question. They are asked in the order of the table in read.cc,
// and each may use what those before it have read: names of tables and routines come first, because
// texts are looked through for them.
#pragma once

#include <optional>
#include <string>

#include "introspect/engine.h"
#include "introspect/mysql/catalog.h"

namespace sqlx::introspect::mysql {

[[nodiscard]] std::optional<Reading> read(const Request& request, Progress& progress,
                                          Diagnostics& diagnostics);

void read_tables(Catalog& catalog, Rows& rows);  // read_tables.cc
void read_views(Catalog& catalog, Rows& rows);
void read_partitions(Catalog& catalog, Rows& rows);
void read_columns(Catalog& catalog, Rows& rows);  // read_columns.cc
void read_spatial_systems(Catalog& catalog, Rows& rows);
void read_keys(Catalog& catalog, Rows& rows);  // read_keys.cc
void read_foreign_key_columns(Catalog& catalog, Rows& rows);
void read_foreign_key_rules(Catalog& catalog, Rows& rows);
void read_checks(Catalog& catalog, Rows& rows);
void read_routines(Catalog& catalog, Rows& rows);  // read_programs.cc
void read_parameters(Catalog& catalog, Rows& rows);
void read_triggers(Catalog& catalog, Rows& rows);
void read_events(Catalog& catalog, Rows& rows);
void read_rights(Catalog& catalog, Rows& rows);             // read_rights.cc
void check_rights(Catalog& catalog, const Target& target);  // when everything is read

// MariaDB's sequences are read from themselves: one query for all. "" if there are none.
[[nodiscard]] std::string sequences_query(Catalog& catalog,
                                          const Connection& connection);  // read_sequences.cc
void read_sequences(Catalog& catalog, Rows& rows);

// utf8mb4_bin → utf8mb4
[[nodiscard]] std::string charset_of(std::string_view collation);

}  // namespace sqlx::introspect::mysql
