// SELECT and what it is made of: queries, set operations, tables and joins.
#pragma once

#include "sql/ast/expressions.h"

namespace sqlx::sql {

struct With;
struct Select;
struct SelectItem;
struct Locking;
struct CommonTable;
struct JsonColumn;

// [WITH …] body [ORDER BY …] [LIMIT …]. A body that is itself a Query stood in parentheses and has
// clauses of its own.
struct Query : NodeOf<NodeKind::kQuery, Body> {
  const With* with = nullptr;
  const Body* body = nullptr;
  List<const OrderItem*> order_by;
  const Expr* limit = nullptr;
  const Expr* offset = nullptr;
  bool with_ties = false;
  bool limit_percent = false;
  List<const Locking*> locking;

  static constexpr void fields(auto&& field) {
    field("with", &Query::with);
    field("body", &Query::body);
    field("order_by", &Query::order_by);
    field("limit", &Query::limit);
    field("offset", &Query::offset);
    field("with_ties", &Query::with_ties);
    field("limit_percent", &Query::limit_percent);
    field("locking", &Query::locking);
  }
};

struct Select : NodeOf<NodeKind::kSelect, Body> {
  bool distinct = false;
  List<const Expr*> distinct_on;
  List<std::string_view> modifiers;  // SQL_CALC_FOUND_ROWS, STRAIGHT_JOIN …, in capitals
  std::string_view hint;             // /*+ … */
  List<const SelectItem*> items;
  const TableRef* into = nullptr;  // SELECT … INTO table
  Persistence into_persistence = Persistence::kPermanent;
  List<const TableRef*> from;
  const Expr* where = nullptr;
  bool group_distinct = false;
  bool with_rollup = false;    // GROUP BY a, b WITH ROLLUP
  List<const Expr*> group_by;  // also Grouping
  const Expr* having = nullptr;
  List<const Window*> windows;
  const Expr* qualify = nullptr;

  static constexpr void fields(auto&& field) {
    field("distinct", &Select::distinct);
    field("distinct_on", &Select::distinct_on);
    field("modifiers", &Select::modifiers);
    field("hint", &Select::hint);
    field("items", &Select::items);
    field("into", &Select::into);
    field("into_persistence", &Select::into_persistence);
    field("from", &Select::from);
    field("where", &Select::where);
    field("group_distinct", &Select::group_distinct);
    field("with_rollup", &Select::with_rollup);
    field("group_by", &Select::group_by);
    field("having", &Select::having);
    field("windows", &Select::windows);
    field("qualify", &Select::qualify);
  }
};

struct SelectItem : NodeOf<NodeKind::kSelectItem> {
  const Expr* value = nullptr;
  Name alias;

  static constexpr void fields(auto&& field) {
    field("value", &SelectItem::value);
    field("alias", &SelectItem::alias);
  }
};

// ROLLUP (…), CUBE (…), GROUPING SETS (…); a set in parentheses, perhaps empty, is a kSet.
struct Grouping : NodeOf<NodeKind::kGrouping, Expr> {
  GroupingKind grouping = GroupingKind::kRollup;
  List<const Expr*> items;

  static constexpr void fields(auto&& field) {
    field("grouping", &Grouping::grouping);
    field("items", &Grouping::items);
  }
};

struct SetOperation : NodeOf<NodeKind::kSetOperation, Body> {
  SetOperator op = SetOperator::kUnion;
  bool all = false;
  const Body* left = nullptr;
  const Body* right = nullptr;

  static constexpr void fields(auto&& field) {
    field("op", &SetOperation::op);
    field("all", &SetOperation::all);
    field("left", &SetOperation::left);
    field("right", &SetOperation::right);
  }
};

struct Values : NodeOf<NodeKind::kValues, Body> {
  List<const Row*> rows;

  static constexpr void fields(auto&& field) { field("rows", &Values::rows); }
};

struct With : NodeOf<NodeKind::kWith> {
  bool recursive = false;
  List<const CommonTable*> tables;

  static constexpr void fields(auto&& field) {
    field("recursive", &With::recursive);
    field("tables", &With::tables);
  }
};

struct CommonTable : NodeOf<NodeKind::kCommonTable> {
  Name name;
  List<Name> columns;
  Materialized materialized = Materialized::kUnsaid;
  const Node* statement = nullptr;  // a Query, Insert, Update, Delete or Merge
  std::string_view search;          // SEARCH … and CYCLE …, as written

  static constexpr void fields(auto&& field) {
    field("name", &CommonTable::name);
    field("columns", &CommonTable::columns);
    field("materialized", &CommonTable::materialized);
    field("statement", &CommonTable::statement);
    field("search", &CommonTable::search);
  }
};

struct Locking : NodeOf<NodeKind::kLocking> {
  LockStrength strength = LockStrength::kUpdate;
  LockWait wait = LockWait::kWait;
  List<Name> of;

  static constexpr void fields(auto&& field) {
    field("strength", &Locking::strength);
    field("wait", &Locking::wait);
    field("of", &Locking::of);
  }
};

struct Table : NodeOf<NodeKind::kTable, TableRef> {
  List<Name> name;  // [[database.]schema.]table
  Name alias;
  List<Name> columns;  // t(a, b)
  bool only = false;
  List<std::string_view> hints;    // USE INDEX (a), NOT INDEXED …, as written
  List<Name> partitions;           // PARTITION (p0, p1)
  std::string_view sample_method;  // TABLESAMPLE method (…)
  List<const Expr*> sample;
  const Expr* sample_seed = nullptr;

  static constexpr void fields(auto&& field) {
    field("name", &Table::name);
    field("alias", &Table::alias);
    field("columns", &Table::columns);
    field("only", &Table::only);
    field("hints", &Table::hints);
    field("partitions", &Table::partitions);
    field("sample_method", &Table::sample_method);
    field("sample", &Table::sample);
    field("sample_seed", &Table::sample_seed);
  }
};

struct DerivedTable : NodeOf<NodeKind::kDerivedTable, TableRef> {
  bool lateral = false;
  const Query* query = nullptr;
  Name alias;
  List<Name> columns;

  static constexpr void fields(auto&& field) {
    field("lateral", &DerivedTable::lateral);
    field("query", &DerivedTable::query);
    field("alias", &DerivedTable::alias);
    field("columns", &DerivedTable::columns);
  }
};

struct Join : NodeOf<NodeKind::kJoin, TableRef> {
  JoinType join = JoinType::kInner;
  bool natural = false;
  bool straight = false;  // STRAIGHT_JOIN
  const TableRef* left = nullptr;
  const TableRef* right = nullptr;
  const Expr* on = nullptr;
  List<Name> using_columns;
  Name using_alias;    // USING (…) AS name
  Name alias;          // of the whole join, in parentheses
  List<Name> columns;  // and of its columns

  static constexpr void fields(auto&& field) {
    field("join", &Join::join);
    field("natural", &Join::natural);
    field("straight", &Join::straight);
    field("left", &Join::left);
    field("right", &Join::right);
    field("on", &Join::on);
    field("using", &Join::using_columns);
    field("using_alias", &Join::using_alias);
    field("alias", &Join::alias);
    field("columns", &Join::columns);
  }
};

// generate_series(1, 3) AS g(n); several calls are ROWS FROM (…).
struct TableFunction : NodeOf<NodeKind::kTableFunction, TableRef> {
  bool lateral = false;
  bool with_ordinality = false;
  List<const Expr*> calls;
  Name alias;
  List<Name> columns;
  List<const TypeName*> column_types;  // AS t(a int, b text): as many as columns, or none

  static constexpr void fields(auto&& field) {
    field("lateral", &TableFunction::lateral);
    field("with_ordinality", &TableFunction::with_ordinality);
    field("calls", &TableFunction::calls);
    field("alias", &TableFunction::alias);
    field("columns", &TableFunction::columns);
    field("column_types", &TableFunction::column_types);
  }
};

// JSON_TABLE(document, path COLUMNS (…))
struct JsonTable : NodeOf<NodeKind::kJsonTable, TableRef> {
  const Expr* document = nullptr;
  const Expr* path = nullptr;
  List<const JsonColumn*> columns;
  Name alias;

  static constexpr void fields(auto&& field) {
    field("document", &JsonTable::document);
    field("path", &JsonTable::path);
    field("columns", &JsonTable::columns);
    field("alias", &JsonTable::alias);
  }
};

struct JsonColumn : NodeOf<NodeKind::kJsonColumn> {
  Name name;
  const TypeName* to = nullptr;
  bool ordinality = false;
  bool exists = false;
  const Expr* path = nullptr;
  List<const JsonColumn*> nested;  // NESTED PATH path COLUMNS (…)
  std::string_view on_empty;       // "null", "error", or a default's literal text
  std::string_view on_error;

  static constexpr void fields(auto&& field) {
    field("name", &JsonColumn::name);
    field("to", &JsonColumn::to);
    field("ordinality", &JsonColumn::ordinality);
    field("exists", &JsonColumn::exists);
    field("path", &JsonColumn::path);
    field("nested", &JsonColumn::nested);
    field("on_empty", &JsonColumn::on_empty);
    field("on_error", &JsonColumn::on_error);
  }
};

}  // namespace sqlx::sql
