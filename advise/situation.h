// What rules look at: the schema, the statements with their plans, and what the database says of
// its tables, columns and indexes.
//
// Rules ask here and nowhere else; what costs a question to the database is asked once and kept.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "advise/finding.h"
#include "advise/index_name.h"
#include "advise/shape.h"
#include "advise/workload.h"
#include "base/arena.h"
#include "introspect/consultation.h"
#include "ir/schema.h"
#include "sql/patterns/dialect.h"
#include "wirepacks/pack.h"

namespace sqlx::advise {

// Bounds that rules share. A table of fewer rows is read in about a millisecond, whatever its
// indexes are.
inline constexpr double kManyRows = 5000;
inline constexpr double kSmallShare =
    0.05;  // of a table's rows: an index is worth the way through it

// A statement with its tree, its shape and its plan.
struct Judged {
  const Statement* statement = nullptr;
  std::unique_ptr<Arena> arena;  // of the tree
  const sql::Node* tree = nullptr;
  Shape shape;
  introspect::PlannedStatement asked;
  introspect::Plan plan;
  std::vector<const introspect::PlanStep*> step_of;  // by use; null where the plan does not say
};

class Situation {
 public:
  Situation(const ir::Database& schema, const wirepacks::WirePack& pack,
            const sql::Dialect& dialect, introspect::Consultation& database,
            introspect::Figures figures);

  [[nodiscard]] const ir::Database& schema() const { return schema_; }
  [[nodiscard]] const wirepacks::WirePack& pack() const { return pack_; }
  [[nodiscard]] const introspect::Figures& figures() const { return figures_; }
  [[nodiscard]] const sql::Dialect& dialect() const { return dialect_; }
  [[nodiscard]] std::span<const std::unique_ptr<Judged>> statements() const { return statements_; }
  void add(std::unique_ptr<Judged> statement) { statements_.push_back(std::move(statement)); }

  // Those of its partitions, too.
  [[nodiscard]] double rows(const ir::Table& table) const;
  [[nodiscard]] double bytes(const ir::Table& table, const std::string& index) const;
  [[nodiscard]] const introspect::TableFigures* figures_of(const ir::Table& table) const;

  // How many distinct values a column has, as a share of the rows: 1 for a key, 0.5 for two of
  // each. Nothing where it is not known.
  struct Distinct {
    double values = 0;
    double bytes = 0;  // of one value, on average
  };
  [[nodiscard]] std::optional<Distinct> distinct(const ir::Table& table, const std::string& column);

  // Bytes that the values of each column take on average, by the order of the columns; empty where
  // the database does not say.
  [[nodiscard]] const std::vector<introspect::Spread>& spread(const ir::Table& table);

  [[nodiscard]] std::optional<introspect::SubstringIndex> substring_index() const {
    return database_.substring_index();
  }

  // Of a rule of thumb in the pack.
  [[nodiscard]] const wirepacks::Advice* advice(std::string_view name) const;

  // Whether the statement's plan reads the whole of a large table for this use of it.
  [[nodiscard]] bool reads_all(const Judged& judged, std::size_t use) const;

  // An index of the table whose first column this is, and that serves all rows; keys are indexes,
  // too.
  [[nodiscard]] static bool has_index_on(const ir::Table& table, const std::string& column);

  // "public.users"
  [[nodiscard]] std::string name_of(const ir::Table& table) const;

  // For an index that is suggested: no other one has it, and the same one, suggested again, has the
  // same.
  [[nodiscard]] const std::string& name_for(const ir::Table& table,
                                            const std::vector<ir::KeyPart>& parts);

  // A finding about a statement, with what was measured of it and its plan.
  [[nodiscard]] Finding finding(Kind kind, const Judged& judged) const;

 private:
  const ir::Database& schema_;
  const wirepacks::WirePack& pack_;
  const sql::Dialect& dialect_;
  introspect::Consultation& database_;
  introspect::Figures figures_;
  std::map<ir::ObjectName, const introspect::TableFigures*> tables_;
  std::map<const ir::Table*, std::vector<introspect::Spread>> spreads_;
  std::vector<std::unique_ptr<Judged>> statements_;
  struct Suggested {
    const ir::Table* table = nullptr;
    std::vector<ir::KeyPart> parts;
    std::string name;
  };
  std::deque<Suggested> suggested_;
  std::set<std::string> given_names_;
};

}  // namespace sqlx::advise
