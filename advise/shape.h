// What a statement asks of its tables: which it reads, the conditions that rows of each have to
// meet, the order that it wants them in.
//
// Made of the tree as it was spelled, with names looked up in the schema; so it is the same for
// every dialect, and a function that nobody knows is no obstacle. Only what is certain is here: a
// condition counts if all of its rows must meet it (terms of AND, of WHERE and of those joins that
// drop rows), a column if there is one table that it can be of. What else is said about a table is
// remembered as `others`, for who must know everything.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "advise/workload.h"
#include "ir/schema.h"
#include "sql/ast/ast.h"

namespace sqlx::advise {

// A table that a statement names. The same table named twice is two of them.
struct TableUse {
  const ir::Table* table =
      nullptr;             // null: of WITH, a derived table, a function, or not in the schema
  std::string alias;       // by which its columns are named
  std::size_t select = 0;  // that it stands in
  bool others = false;     // there are conditions that `conditions` does not have
};

struct UsedColumn {
  std::size_t use = 0;
  const ir::Column* column = nullptr;
};

enum class Comparison : std::uint8_t { kEqual, kRange, kPattern };

struct Condition {
  UsedColumn subject;
  Comparison comparison = Comparison::kEqual;
  const sql::Expr* expression = nullptr;  // of the column; the column itself where it is bare
  bool bare = true;
  std::vector<const sql::Expr*>
      values;  // that it is compared with; none of them has to do with a table of this SELECT
  bool is_list = false;             // one of several, as with IN
  std::optional<UsedColumn> other;  // instead: a column of another table, here or of a query around
};

struct OrderColumn {
  UsedColumn column;
  bool descending = false;
  ir::NullsOrder nulls = ir::NullsOrder::kDefault;
};

// One SELECT, or what an UPDATE or DELETE chooses rows by.
struct SelectShape {
  std::vector<std::size_t> uses;
  std::vector<Condition> conditions;
  std::vector<OrderColumn> order;  // empty where an item is no column
  bool wants_order = false;
  bool plain = true;  // rows come out as they are read: no groups, aggregates, DISTINCT, windows,
                      // set operation
  bool outermost = false;          // its rows are those of the statement
  std::vector<std::size_t> stars;  // tables of which every column is selected by `*`
  const sql::Expr* limit = nullptr;
  const sql::Expr* offset = nullptr;
};

enum class StatementKind : std::uint8_t { kSelect, kUpdate, kDelete };

enum class ParameterRole : std::uint8_t { kValue, kPattern, kLimit, kOffset };

struct ParameterUse {
  std::string_view text;  // as written
  const ir::Column* column =
      nullptr;  // that it is compared with or assigned to, where that is known
  ParameterRole role = ParameterRole::kValue;
};

struct Shape {
  StatementKind kind = StatementKind::kSelect;
  std::vector<TableUse> uses;
  std::vector<SelectShape> selects;
  std::vector<std::size_t> changed;      // uses that an UPDATE or DELETE changes
  std::vector<ParameterUse> parameters;  // of each value that the statement is given
  std::unordered_map<const sql::Node*, std::size_t>
      values;  // which of them a sql::Parameter stands for
};

// Nothing if the statement is of a kind that is not judged. `schema` and the tree must outlive the
// shape.
[[nodiscard]] std::optional<Shape> shape_of(const sql::Node& statement, const ir::Database& schema);

}  // namespace sqlx::advise
