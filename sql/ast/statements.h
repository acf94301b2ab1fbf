// Statements that change rows, and those around them: transactions, settings, EXPLAIN.
#pragma once

#include "sql/ast/queries.h"

namespace sqlx::sql {

struct Assignment;
struct OnConflict;
struct MergeClause;
struct Option;

// INSERT and REPLACE (an insert whose action is kReplace). INSERT … SET a = 1 is parsed to columns
// and one row.
struct Insert : NodeOf<NodeKind::kInsert> {
  const With* with = nullptr;
  ConflictAction action = ConflictAction::kUnsaid;  // OR IGNORE, IGNORE, OR REPLACE …
  List<std::string_view> modifiers;                 // LOW_PRIORITY, DELAYED, HIGH_PRIORITY
  const Table* target = nullptr;
  List<const Expr*> columns;  // Column, or Subscript or FieldAccess of one
  Overriding overriding = Overriding::kUnsaid;
  const Query* source = nullptr;  // null: DEFAULT VALUES
  Name row_alias;                 // VALUES … AS new(a, b)
  List<Name> row_columns;
  List<const OnConflict*> on_conflict;
  List<const SelectItem*> returning;

  static constexpr void fields(auto&& field) {
    field("with", &Insert::with);
    field("action", &Insert::action);
    field("modifiers", &Insert::modifiers);
    field("target", &Insert::target);
    field("columns", &Insert::columns);
    field("overriding", &Insert::overriding);
    field("source", &Insert::source);
    field("row_alias", &Insert::row_alias);
    field("row_columns", &Insert::row_columns);
    field("on_conflict", &Insert::on_conflict);
    field("returning", &Insert::returning);
  }
};

// ON CONFLICT (target) WHERE … DO NOTHING | DO UPDATE SET …, and ON DUPLICATE KEY UPDATE …, which
// names no target.
struct OnConflict : NodeOf<NodeKind::kOnConflict> {
  bool any_key = false;  // ON DUPLICATE KEY
  List<const OrderItem*> target;
  const Expr* target_where = nullptr;
  Name constraint;
  bool do_nothing = false;
  List<const Assignment*> set;
  const Expr* where = nullptr;

  static constexpr void fields(auto&& field) {
    field("any_key", &OnConflict::any_key);
    field("target", &OnConflict::target);
    field("target_where", &OnConflict::target_where);
    field("constraint", &OnConflict::constraint);
    field("do_nothing", &OnConflict::do_nothing);
    field("set", &OnConflict::set);
    field("where", &OnConflict::where);
  }
};

// a = 1, or (a, b) = (1, 2) or (a, b) = (SELECT …).
struct Assignment : NodeOf<NodeKind::kAssignment> {
  List<const Expr*> targets;  // Column, or Subscript or FieldAccess of one
  bool in_parentheses = false;
  const Expr* value = nullptr;

  static constexpr void fields(auto&& field) {
    field("targets", &Assignment::targets);
    field("in_parentheses", &Assignment::in_parentheses);
    field("value", &Assignment::value);
  }
};

// UPDATE tables SET … FROM …. With several tables or a join in `tables` (MySQL) the assignments say
// which one is changed.
struct Update : NodeOf<NodeKind::kUpdate> {
  const With* with = nullptr;
  ConflictAction action = ConflictAction::kUnsaid;
  List<std::string_view> modifiers;
  List<const TableRef*> tables;
  List<const Assignment*> set;
  List<const TableRef*> from;
  const Expr* where = nullptr;
  List<const OrderItem*> order_by;
  const Expr* limit = nullptr;
  const Expr* offset = nullptr;
  List<const SelectItem*> returning;

  static constexpr void fields(auto&& field) {
    field("with", &Update::with);
    field("action", &Update::action);
    field("modifiers", &Update::modifiers);
    field("tables", &Update::tables);
    field("set", &Update::set);
    field("from", &Update::from);
    field("where", &Update::where);
    field("order_by", &Update::order_by);
    field("limit", &Update::limit);
    field("offset", &Update::offset);
    field("returning", &Update::returning);
  }
};

// DELETE FROM target USING from. MySQL's DELETE a, b FROM a JOIN b … has its names in `targets` and
// no `target`.
struct Delete : NodeOf<NodeKind::kDelete> {
  const With* with = nullptr;
  List<std::string_view> modifiers;
  bool ignore = false;
  const Table* target = nullptr;
  List<const Table*> targets;
  List<const TableRef*> from;
  const Expr* where = nullptr;
  List<const OrderItem*> order_by;
  const Expr* limit = nullptr;
  const Expr* offset = nullptr;
  List<const SelectItem*> returning;

  static constexpr void fields(auto&& field) {
    field("with", &Delete::with);
    field("modifiers", &Delete::modifiers);
    field("ignore", &Delete::ignore);
    field("target", &Delete::target);
    field("targets", &Delete::targets);
    field("from", &Delete::from);
    field("where", &Delete::where);
    field("order_by", &Delete::order_by);
    field("limit", &Delete::limit);
    field("offset", &Delete::offset);
    field("returning", &Delete::returning);
  }
};

struct Merge : NodeOf<NodeKind::kMerge> {
  const With* with = nullptr;
  const Table* target = nullptr;
  const TableRef* source = nullptr;
  const Expr* on = nullptr;
  List<const MergeClause*> clauses;
  List<const SelectItem*> returning;

  static constexpr void fields(auto&& field) {
    field("with", &Merge::with);
    field("target", &Merge::target);
    field("source", &Merge::source);
    field("on", &Merge::on);
    field("clauses", &Merge::clauses);
    field("returning", &Merge::returning);
  }
};

// WHEN [NOT] MATCHED [AND condition] THEN …
struct MergeClause : NodeOf<NodeKind::kMergeClause> {
  MergeMatch match = MergeMatch::kMatched;
  const Expr* condition = nullptr;
  MergeAction action = MergeAction::kNothing;
  List<const Assignment*> set;  // of an update
  List<const Expr*> columns;    // of an insert
  Overriding overriding = Overriding::kUnsaid;
  const Row* values = nullptr;  // null: DEFAULT VALUES

  static constexpr void fields(auto&& field) {
    field("match", &MergeClause::match);
    field("condition", &MergeClause::condition);
    field("action", &MergeClause::action);
    field("set", &MergeClause::set);
    field("columns", &MergeClause::columns);
    field("overriding", &MergeClause::overriding);
    field("values", &MergeClause::values);
  }
};

struct Truncate : NodeOf<NodeKind::kTruncate> {
  List<const Table*> tables;
  bool restart_identity = false;
  DropBehavior behavior = DropBehavior::kUnsaid;

  static constexpr void fields(auto&& field) {
    field("tables", &Truncate::tables);
    field("restart_identity", &Truncate::restart_identity);
    field("behavior", &Truncate::behavior);
  }
};

// COPY table (columns) FROM stdin; the rows that follow are read by sql/dump, not by a parser.
struct Copy : NodeOf<NodeKind::kCopy> {
  const Table* table = nullptr;
  const Query* query = nullptr;
  List<Name> columns;
  bool is_from = false;
  std::string_view file;  // empty: standard input or output
  List<const Option*> options;
  const Expr* where = nullptr;

  static constexpr void fields(auto&& field) {
    field("table", &Copy::table);
    field("query", &Copy::query);
    field("columns", &Copy::columns);
    field("is_from", &Copy::is_from);
    field("file", &Copy::file);
    field("options", &Copy::options);
    field("where", &Copy::where);
  }
};

struct Transaction : NodeOf<NodeKind::kTransaction> {
  TransactionKind transaction = TransactionKind::kBegin;
  Name savepoint;
  List<std::string_view>
      modes;  // "isolation level serializable", "read only", "immediate": in lower case

  static constexpr void fields(auto&& field) {
    field("kind", &Transaction::transaction);
    field("savepoint", &Transaction::savepoint);
    field("modes", &Transaction::modes);
  }
};

// SET name = values, RESET name (no values, is_reset), PRAGMA name = value.
struct Set : NodeOf<NodeKind::kSet> {
  SetScope scope = SetScope::kUnsaid;
  bool is_pragma = false;
  bool is_reset = false;
  List<Name> name;  // "names", "time zone", "transaction" for SET NAMES, SET TIME ZONE, SET
                    // TRANSACTION; "@x" for a variable
  List<const Expr*> values;

  static constexpr void fields(auto&& field) {
    field("scope", &Set::scope);
    field("is_pragma", &Set::is_pragma);
    field("is_reset", &Set::is_reset);
    field("name", &Set::name);
    field("values", &Set::values);
  }
};

struct Explain : NodeOf<NodeKind::kExplain> {
  List<std::string_view> options;  // "analyze", "query plan", "format json": in lower case
  const Node* statement = nullptr;

  static constexpr void fields(auto&& field) {
    field("options", &Explain::options);
    field("statement", &Explain::statement);
  }
};

// A statement that only its own engine has and that is known by its first words: SHOW TABLES,
// VACUUM, LOCK TABLES, GRANT. It can be printed in its own dialect; what another one makes of it is
// the pack's list `utilities`.
struct Utility : NodeOf<NodeKind::kUtility> {
  std::string_view command;  // in capitals: "LOCK TABLES"
  std::string_view text;     // the whole statement as written

  static constexpr void fields(auto&& field) {
    field("command", &Utility::command);
    field("text", &Utility::text);
  }
};

}  // namespace sqlx::sql
