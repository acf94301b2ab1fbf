// What the files of the migration writer share. For the .cc files of sql/migrate* only; others
// include sql/migrate.h.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/ddl_parts.h"
#include "sql/migrate_plan.h"

namespace sqlx::sql {

struct Migration {
  DdlContext& context;  // of the schema after
  const ir::Database& before;
  const ir::Database& after;
  const wirepacks::Alter& alter;
  char identifier_quote;
  MigrationPlan plan;
  std::set<std::string> uncommented;  // what COMMENT ON would speak of, that was made again
  std::vector<std::string>
      afterwards;  // statements for the end: what counts rows goes on from them

  [[nodiscard]] bool makes(const std::string& identity) const {
    return plan.made.contains(identity);
  }
  void statement(std::string_view sql) { context.script.statement(sql); }
  void refuse(const ir::ObjectName& object, std::string message);
};

// "shop"."orders"
[[nodiscard]] std::string name_of(const Migration& migration, const ir::Table& table);

// A clause of the pack about a part of the table.
[[nodiscard]] std::string part_clause(const Migration& migration, const std::string& clause,
                                      const ir::Table& table, const std::string& part);

// Clauses of ALTER TABLE that give it the attributes that it has after; what has no words is
// refused.
[[nodiscard]] std::vector<std::string> attribute_clauses(Migration& migration,
                                                         const TableChange& change);

// "a, b" of "a=1, b=2"
[[nodiscard]] std::string option_names(std::string_view options);

// The three styles, each for one table. What stands before or behind ALTER TABLE (foreign keys,
// triggers, indexes that are statements) is written by migrate.cc.
void drop_parts(Migration& migration, const TableChange& change);         // style: parts
void alter_columns(Migration& migration, const TableChange& change);      // style: parts
void add_parts(Migration& migration, const TableChange& change);          // style: parts
void alter_whole_table(Migration& migration, const TableChange& change);  // style: whole
void change_or_rebuild(Migration& migration, const TableChange& change);  // style: rebuild

// migrate_types.cc
void add_labels(Migration& migration);          // before everything, and outside of a transaction
void drop_domain_checks(Migration& migration);  // of those that go or change: they may stand on
                                                // parts of a type that changes
void lay_aside_types(Migration& migration);     // those that are made anew
void drop_type(Migration& migration,
               const Unit& unit);  // one of those, or one that is gone; at the end
void alter_domain(Migration& migration, const ir::Domain& before, const ir::Domain& after);
void alter_composite(Migration& migration, const ir::Composite& before, const ir::Composite& after);
void alter_sequence(Migration& migration, const ir::Sequence& before, const ir::Sequence& after);
void drop_sequences(Migration& migration);
void own_sequences(Migration& migration);

}  // namespace sqlx::sql
