// Statements that define: CREATE, ALTER, DROP, COMMENT.
#pragma once

#include "sql/ast/statements.h"

namespace sqlx::sql {

struct ColumnDefinition;
struct Constraint;
struct IndexDefinition;
struct Partitioning;
struct Partition;
struct AlterAction;

// `ENGINE = InnoDB`, `fillfactor = 70`, `WITHOUT ROWID`: the name in lower case, words separated by
// one space.
struct Option : NodeOf<NodeKind::kOption> {
  std::string_view name;
  const Expr* value = nullptr;  // a bare word is a string literal

  static constexpr void fields(auto&& field) {
    field("name", &Option::name);
    field("value", &Option::value);
  }
};

struct CreateTable : NodeOf<NodeKind::kCreateTable> {
  ObjectKind object = ObjectKind::kTable;  // or kForeignTable
  Persistence persistence = Persistence::kPermanent;
  bool if_not_exists = false;
  bool or_replace = false;
  bool is_virtual = false;  // USING module (…)
  List<Name> name;
  List<const ColumnDefinition*> columns;
  List<const Constraint*> constraints;
  List<const IndexDefinition*> indexes;  // KEY (…) inside the parentheses
  List<const Table*> like;               // LIKE other: the only thing, or among columns
  List<std::string_view> like_options;   // "including all", in lower case
  List<const Table*> inherits;
  const Partitioning* partition_by = nullptr;
  const Table* partition_of = nullptr;
  const Partition* bound = nullptr;  // FOR VALUES … of a partition
  List<const Option*> options;
  std::string_view module;  // of a virtual table, and its arguments as written
  List<std::string_view> module_arguments;
  std::string_view on_commit;    // "drop", "delete rows", "preserve rows"
  const Query* query = nullptr;  // AS SELECT
  bool with_no_data = false;

  static constexpr void fields(auto&& field) {
    field("object", &CreateTable::object);
    field("persistence", &CreateTable::persistence);
    field("if_not_exists", &CreateTable::if_not_exists);
    field("or_replace", &CreateTable::or_replace);
    field("virtual", &CreateTable::is_virtual);
    field("name", &CreateTable::name);
    field("columns", &CreateTable::columns);
    field("constraints", &CreateTable::constraints);
    field("indexes", &CreateTable::indexes);
    field("like", &CreateTable::like);
    field("like_options", &CreateTable::like_options);
    field("inherits", &CreateTable::inherits);
    field("partition_by", &CreateTable::partition_by);
    field("partition_of", &CreateTable::partition_of);
    field("bound", &CreateTable::bound);
    field("options", &CreateTable::options);
    field("module", &CreateTable::module);
    field("module_arguments", &CreateTable::module_arguments);
    field("on_commit", &CreateTable::on_commit);
    field("query", &CreateTable::query);
    field("with_no_data", &CreateTable::with_no_data);
  }
};

struct ColumnDefinition : NodeOf<NodeKind::kColumnDefinition> {
  Name name;
  const TypeName* to = nullptr;         // null: no type was given
  List<const Constraint*> constraints;  // everything behind the type, in the order of the text

  static constexpr void fields(auto&& field) {
    field("name", &ColumnDefinition::name);
    field("to", &ColumnDefinition::to);
    field("constraints", &ColumnDefinition::constraints);
  }
};

// Of a column or a table; which fields mean something depends on the kind.
struct Constraint : NodeOf<NodeKind::kConstraint> {
  ConstraintKind constraint = ConstraintKind::kNotNull;
  Name name;
  const Expr* value =
      nullptr;  // of a default, check, generated, on update, option; a comment's text
  List<const OrderItem*> columns;  // of a table's key
  List<Name> included;             // INCLUDE (…)
  bool nulls_not_distinct = false;
  std::string_view method;           // USING btree; of an exclusion
  List<std::string_view> operators;  // of an exclusion, one for each column
  const Expr* where = nullptr;       // of an exclusion
  const Table* references = nullptr;
  List<Name> referenced_columns;
  ReferenceAction on_delete = ReferenceAction::kUnsaid;
  ReferenceAction on_update = ReferenceAction::kUnsaid;
  List<Name> on_delete_columns;  // SET NULL (a)
  MatchType match = MatchType::kUnsaid;
  Deferral deferral = Deferral::kUnsaid;
  bool not_valid = false;
  bool not_enforced = false;
  bool no_inherit = false;
  Name using_index;                          // UNIQUE USING INDEX name
  Storage storage = Storage::kUnsaid;        // of a generated column
  bool always = false;                       // identity, or GENERATED ALWAYS
  Direction direction = Direction::kUnsaid;  // PRIMARY KEY DESC
  ConflictAction on_conflict = ConflictAction::kUnsaid;
  List<Name> collation;
  std::string_view option;      // of kOption: its words in lower case, "invisible"
  List<const Option*> options;  // a sequence's, a key's

  static constexpr void fields(auto&& field) {
    field("kind", &Constraint::constraint);
    field("name", &Constraint::name);
    field("value", &Constraint::value);
    field("columns", &Constraint::columns);
    field("included", &Constraint::included);
    field("nulls_not_distinct", &Constraint::nulls_not_distinct);
    field("method", &Constraint::method);
    field("operators", &Constraint::operators);
    field("where", &Constraint::where);
    field("references", &Constraint::references);
    field("referenced_columns", &Constraint::referenced_columns);
    field("on_delete", &Constraint::on_delete);
    field("on_update", &Constraint::on_update);
    field("on_delete_columns", &Constraint::on_delete_columns);
    field("match", &Constraint::match);
    field("deferral", &Constraint::deferral);
    field("not_valid", &Constraint::not_valid);
    field("not_enforced", &Constraint::not_enforced);
    field("no_inherit", &Constraint::no_inherit);
    field("using_index", &Constraint::using_index);
    field("storage", &Constraint::storage);
    field("always", &Constraint::always);
    field("direction", &Constraint::direction);
    field("on_conflict", &Constraint::on_conflict);
    field("collation", &Constraint::collation);
    field("option", &Constraint::option);
    field("options", &Constraint::options);
  }
};

// What CREATE INDEX and KEY (…) share.
struct IndexDefinition : NodeOf<NodeKind::kIndexDefinition> {
  IndexKind index = IndexKind::kPlain;
  Name name;
  std::string_view method;
  List<const OrderItem*> parts;
  List<Name> included;
  bool nulls_not_distinct = false;
  const Expr* where = nullptr;
  List<const Option*> options;

  static constexpr void fields(auto&& field) {
    field("kind", &IndexDefinition::index);
    field("name", &IndexDefinition::name);
    field("method", &IndexDefinition::method);
    field("parts", &IndexDefinition::parts);
    field("included", &IndexDefinition::included);
    field("nulls_not_distinct", &IndexDefinition::nulls_not_distinct);
    field("where", &IndexDefinition::where);
    field("options", &IndexDefinition::options);
  }
};

// PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10), …)
struct Partitioning : NodeOf<NodeKind::kPartitioning> {
  PartitionStrategy strategy = PartitionStrategy::kRange;
  bool linear = false;
  bool by_columns = false;  // RANGE COLUMNS
  List<const OrderItem*> keys;
  const Expr* count = nullptr;  // PARTITIONS 4
  const Partitioning* sub = nullptr;
  List<const Partition*> partitions;

  static constexpr void fields(auto&& field) {
    field("strategy", &Partitioning::strategy);
    field("linear", &Partitioning::linear);
    field("by_columns", &Partitioning::by_columns);
    field("keys", &Partitioning::keys);
    field("count", &Partitioning::count);
    field("sub", &Partitioning::sub);
    field("partitions", &Partitioning::partitions);
  }
};

struct Partition : NodeOf<NodeKind::kPartition> {
  Name name;
  bool is_default = false;
  List<const Expr*> values;  // IN (…)
  List<const Expr*> from;    // FROM (…) TO (…); MINVALUE and MAXVALUE are columns of that name
  List<const Expr*> to;      // also LESS THAN (…)
  const Expr* modulus = nullptr;
  const Expr* remainder = nullptr;
  List<const Partition*> partitions;
  List<const Option*> options;

  static constexpr void fields(auto&& field) {
    field("name", &Partition::name);
    field("default", &Partition::is_default);
    field("values", &Partition::values);
    field("from", &Partition::from);
    field("to", &Partition::to);
    field("modulus", &Partition::modulus);
    field("remainder", &Partition::remainder);
    field("partitions", &Partition::partitions);
    field("options", &Partition::options);
  }
};

struct CreateIndex : NodeOf<NodeKind::kCreateIndex> {
  bool if_not_exists = false;
  bool or_replace = false;
  bool concurrently = false;
  const Table* table = nullptr;
  const IndexDefinition* definition = nullptr;

  static constexpr void fields(auto&& field) {
    field("if_not_exists", &CreateIndex::if_not_exists);
    field("or_replace", &CreateIndex::or_replace);
    field("concurrently", &CreateIndex::concurrently);
    field("table", &CreateIndex::table);
    field("definition", &CreateIndex::definition);
  }
};

struct CreateView : NodeOf<NodeKind::kCreateView> {
  bool or_replace = false;
  bool if_not_exists = false;
  bool materialized = false;
  bool recursive = false;
  Persistence persistence = Persistence::kPermanent;
  List<Name> name;
  List<Name> columns;
  List<const Option*> options;  // "algorithm", "definer", "sql security", "security_barrier"
  const Query* query = nullptr;
  std::string_view check_option;  // "local", "cascaded"
  bool with_no_data = false;

  static constexpr void fields(auto&& field) {
    field("or_replace", &CreateView::or_replace);
    field("if_not_exists", &CreateView::if_not_exists);
    field("materialized", &CreateView::materialized);
    field("recursive", &CreateView::recursive);
    field("persistence", &CreateView::persistence);
    field("name", &CreateView::name);
    field("columns", &CreateView::columns);
    field("options", &CreateView::options);
    field("query", &CreateView::query);
    field("check_option", &CreateView::check_option);
    field("with_no_data", &CreateView::with_no_data);
  }
};

// CREATE SCHEMA, CREATE DATABASE, CREATE EXTENSION.
struct CreateSchema : NodeOf<NodeKind::kCreateSchema> {
  ObjectKind object = ObjectKind::kSchema;
  bool if_not_exists = false;
  bool or_replace = false;
  Name name;
  List<const Option*> options;

  static constexpr void fields(auto&& field) {
    field("object", &CreateSchema::object);
    field("if_not_exists", &CreateSchema::if_not_exists);
    field("or_replace", &CreateSchema::or_replace);
    field("name", &CreateSchema::name);
    field("options", &CreateSchema::options);
  }
};

// CREATE SEQUENCE and ALTER SEQUENCE; options "start", "increment", "owned by" …
struct CreateSequence : NodeOf<NodeKind::kCreateSequence> {
  bool is_alter = false;
  bool if_not_exists = false;
  bool or_replace = false;
  Persistence persistence = Persistence::kPermanent;
  List<Name> name;
  List<const Option*> options;

  static constexpr void fields(auto&& field) {
    field("alter", &CreateSequence::is_alter);
    field("if_not_exists", &CreateSequence::if_not_exists);
    field("or_replace", &CreateSequence::or_replace);
    field("persistence", &CreateSequence::persistence);
    field("name", &CreateSequence::name);
    field("options", &CreateSequence::options);
  }
};

// CREATE TYPE and CREATE DOMAIN.
struct CreateType : NodeOf<NodeKind::kCreateType> {
  TypeDefinition definition = TypeDefinition::kEnum;
  List<Name> name;
  List<std::string_view> labels;
  List<const ColumnDefinition*> attributes;
  const TypeName* base = nullptr;
  List<const Constraint*> constraints;
  List<const Option*> options;

  static constexpr void fields(auto&& field) {
    field("definition", &CreateType::definition);
    field("name", &CreateType::name);
    field("labels", &CreateType::labels);
    field("attributes", &CreateType::attributes);
    field("base", &CreateType::base);
    field("constraints", &CreateType::constraints);
    field("options", &CreateType::options);
  }
};

// The header; the body is procedural and stays as written.
struct CreateTrigger : NodeOf<NodeKind::kCreateTrigger> {
  List<Name> name;
  const Table* table = nullptr;
  std::string_view timing;        // "before", "after", "instead of"
  List<std::string_view> events;  // "insert", "update", "delete", "truncate"
  List<Name> columns;             // UPDATE OF …
  bool each_row = false;
  const Expr* when = nullptr;
  std::string_view body;  // as written, from behind the header
  bool if_not_exists = false;
  bool or_replace = false;

  static constexpr void fields(auto&& field) {
    field("name", &CreateTrigger::name);
    field("table", &CreateTrigger::table);
    field("timing", &CreateTrigger::timing);
    field("events", &CreateTrigger::events);
    field("columns", &CreateTrigger::columns);
    field("each_row", &CreateTrigger::each_row);
    field("when", &CreateTrigger::when);
    field("body", &CreateTrigger::body);
    field("if_not_exists", &CreateTrigger::if_not_exists);
    field("or_replace", &CreateTrigger::or_replace);
  }
};

// A function or procedure: known by name, and as written.
struct CreateRoutine : NodeOf<NodeKind::kCreateRoutine> {
  ObjectKind object = ObjectKind::kFunction;
  List<Name> name;
  std::string_view text;

  static constexpr void fields(auto&& field) {
    field("object", &CreateRoutine::object);
    field("name", &CreateRoutine::name);
    field("text", &CreateRoutine::text);
  }
};

struct AlterTable : NodeOf<NodeKind::kAlterTable> {
  ObjectKind object = ObjectKind::kTable;  // or kView, kIndex, kSequence, kMaterializedView, kType
  bool if_exists = false;
  const Table* table = nullptr;
  List<const AlterAction*> actions;

  static constexpr void fields(auto&& field) {
    field("object", &AlterTable::object);
    field("if_exists", &AlterTable::if_exists);
    field("table", &AlterTable::table);
    field("actions", &AlterTable::actions);
  }
};

struct AlterAction : NodeOf<NodeKind::kAlterAction> {
  AlterKind action = AlterKind::kAddColumn;
  bool if_exists = false;
  bool if_not_exists = false;
  Name name;      // the column, constraint or index that is there
  Name new_name;  // also an owner or a schema
  const ColumnDefinition* column = nullptr;
  const TypeName* to = nullptr;
  const Expr* value = nullptr;  // a default; USING …
  const Constraint* constraint = nullptr;
  const IndexDefinition* index = nullptr;
  bool first = false;  // ADD COLUMN … FIRST | AFTER name
  Name after;
  DropBehavior behavior = DropBehavior::kUnsaid;
  const Table* partition = nullptr;
  const Partition* bound = nullptr;
  List<const Option*> options;

  static constexpr void fields(auto&& field) {
    field("action", &AlterAction::action);
    field("if_exists", &AlterAction::if_exists);
    field("if_not_exists", &AlterAction::if_not_exists);
    field("name", &AlterAction::name);
    field("new_name", &AlterAction::new_name);
    field("column", &AlterAction::column);
    field("to", &AlterAction::to);
    field("value", &AlterAction::value);
    field("constraint", &AlterAction::constraint);
    field("index", &AlterAction::index);
    field("first", &AlterAction::first);
    field("after", &AlterAction::after);
    field("behavior", &AlterAction::behavior);
    field("partition", &AlterAction::partition);
    field("bound", &AlterAction::bound);
    field("options", &AlterAction::options);
  }
};

struct Drop : NodeOf<NodeKind::kDrop> {
  ObjectKind object = ObjectKind::kTable;
  bool if_exists = false;
  bool temporary = false;
  bool concurrently = false;
  List<const Table*> names;
  const Table* on = nullptr;        // DROP INDEX … ON table, DROP TRIGGER … ON table
  bool has_arguments = false;       // DROP FUNCTION f(), not f
  List<const TypeName*> arguments;  // of a function
  DropBehavior behavior = DropBehavior::kUnsaid;

  static constexpr void fields(auto&& field) {
    field("object", &Drop::object);
    field("if_exists", &Drop::if_exists);
    field("temporary", &Drop::temporary);
    field("concurrently", &Drop::concurrently);
    field("names", &Drop::names);
    field("on", &Drop::on);
    field("has_arguments", &Drop::has_arguments);
    field("arguments", &Drop::arguments);
    field("behavior", &Drop::behavior);
  }
};

// RENAME TABLE a TO b, c TO d.
struct Rename : NodeOf<NodeKind::kRename> {
  List<const Table*> from;
  List<const Table*> to;

  static constexpr void fields(auto&& field) {
    field("from", &Rename::from);
    field("to", &Rename::to);
  }
};

// COMMENT ON object name IS 'text'; no text removes it.
struct Comment : NodeOf<NodeKind::kComment> {
  ObjectKind object = ObjectKind::kTable;
  List<Name> name;            // a column's has its table in front
  const Table* on = nullptr;  // of a constraint or trigger
  const Expr* text = nullptr;

  static constexpr void fields(auto&& field) {
    field("object", &Comment::object);
    field("name", &Comment::name);
    field("on", &Comment::on);
    field("text", &Comment::text);
  }
};

}  // namespace sqlx::sql
