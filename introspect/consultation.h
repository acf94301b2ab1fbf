// What a database says of statements and of itself, for who gives advice: an open connection that
// is asked for plans, sizes and use.
//
// Everything is read; only `plan_with` changes something, and takes it back: it makes an index
// where nobody else sees it. Each engine's own words (EXPLAIN, its statistics) are asked and read
// in its folder, `<engine>/consultation.cc` and `<engine>/plan.cc`; from here on they are the same
// for all.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "ir/schema.h"

namespace sqlx::introspect {

// A statement that a plan is wanted of. Some engines plan a statement whose parameters have no
// values, others do not.
struct PlannedStatement {
  std::string text;  // with its parameters, numbered without a gap where they have numbers
  std::size_t parameters = 0;
  bool changes_rows = false;  // or locks them
  std::string spelled_out;    // the same with a literal of its type in each parameter's place
};

enum class Access : std::uint8_t {
  kWhole,       // every row of the table
  kWholeIndex,  // every entry of an index
  kSearch,      // what an index leads to
};

// The step of a plan that reads a table.
struct PlanStep {
  Access access = Access::kWhole;
  ir::ObjectName table;        // as far as the plan names it: the schema may be empty
  std::string alias;           // as the statement calls it; empty if the plan does not say
  std::string index;           // that is read, if any
  std::optional<double> rows;  // that it expects to give, where the engine's statistics say so
  bool repeated = false;       // once for each row of a query around it, on which it hangs
};

struct Plan {
  std::vector<PlanStep> steps;
  bool sorts = false;  // rows that come in another order than is wanted
  std::optional<double> cost;
  std::vector<std::string> lines;  // for people, in the engine's words
};

struct Planned {
  std::optional<Plan> plan;
  std::string problem;  // why there is none, in the engine's words
};

struct TableFigures {
  ir::ObjectName table;
  double rows = 0;
  double writes = 0;                             // since statistics began
  std::optional<double> changed_since_analysis;  // rows; only where the engine counts them
  bool analysed = true;
  std::string analyse;  // the statement that brings its statistics up to date
};

struct IndexFigures {
  ir::ObjectName table;
  std::string index;
  std::optional<std::int64_t>
      searches;  // since statistics began; nothing where they are not counted
  std::int64_t bytes = 0;
};

struct Figures {
  std::vector<TableFigures> tables;
  std::vector<IndexFigures> indexes;
  std::string counted_since;  // a time in the engine's words; empty where it is not known
  std::string counts_no_use;  // why the use of indexes is not counted; empty where it is
};

// What the values of a column are like.
struct Spread {
  std::string column;
  double distinct = 0;  // how many there are
  double of_rows = 0;   // among so many rows that were looked at, or that statistics speak of
  double bytes = 0;     // of one, on average
};

// A statement that the server itself has counted.
struct CountedStatement {
  std::string text;
  double calls = 0;
  double seconds = 0;
  double slowest = 0;
  double rows = 0;
};

// The index that finds a text by what stands in its middle, on engines that have one.
struct SubstringIndex {
  std::string method;
  std::string operator_class;
  std::string extension;  // that has to be there first
};

class Consultation {
 public:
  Consultation() = default;
  Consultation(const Consultation&) = delete;
  Consultation& operator=(const Consultation&) = delete;
  virtual ~Consultation() = default;

  // Of all tables and indexes that this user sees. Nothing, and an error, if they could not be
  // asked.
  [[nodiscard]] virtual std::optional<Figures> figures(Diagnostics& diagnostics) = 0;

  // Of these columns of a table, in their order; nothing if the database does not say.
  [[nodiscard]] virtual std::vector<Spread> spread(const ir::Table& table,
                                                   std::span<const std::string> columns) = 0;

  [[nodiscard]] virtual Planned plan(const PlannedStatement& statement) = 0;

  // The plan that there would be after `change`; it is taken back before this returns.
  [[nodiscard]] virtual bool can_try() const = 0;
  [[nodiscard]] virtual Planned plan_with(const std::string& change,
                                          const PlannedStatement& statement) = 0;

  [[nodiscard]] virtual std::optional<SubstringIndex> substring_index() const {
    return std::nullopt;
  }

  // What the server has counted by itself. Nothing, and an error, where it does not.
  [[nodiscard]] virtual std::optional<std::vector<CountedStatement>> workload(
      Diagnostics& diagnostics) = 0;

  // False once the connection is lost: what is asked then has no answer.
  [[nodiscard]] virtual bool is_open() const = 0;
};

}  // namespace sqlx::introspect
