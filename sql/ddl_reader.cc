// DDL becomes a schema statement by statement: CREATE TABLE makes a table, ALTER TABLE and CREATE INDEX change one. Statements that define
// nothing (SET, INSERT, comments of a dump) are passed over; those that cannot be parsed are told.
#include "sql/ddl_reader.h"

#include <algorithm>

#include "base/text.h"
#include "sql/front_end.h"
#include "sql/script/statement_reader.h"
#include "sql/type_names.h"
#include "wirepacks/types.h"

namespace sqlx::sql {
namespace {

using wirepacks::WirePack;

class DdlReader {
 public:
  DdlReader(const WirePack& pack, Diagnostics& diagnostics) : pack_(pack), front_end_(pack), diagnostics_(diagnostics) { database_.engine = pack.name; }

  void read(const StatementText& text) {
    arena_.reset();
    text_ = &text;
    const Node* statement = front_end_.parse(text, arena_, diagnostics_);
    if (statement == nullptr) return;
    if (const auto* create = statement->as<CreateTable>()) add_table(*create);
    if (const auto* alter = statement->as<AlterTable>()) change_table(*alter);
    if (const auto* index = statement->as<CreateIndex>()) add_index(index->table->name, *index->definition);
  }

  ir::Database take() {
    ir::normalise(database_);
    return std::move(database_);
  }

 private:
  std::string name(const Name& written) const {
    const bool folds = !written.quoted && pack_.lexical.folds_names == "lower";
    return folds ? lower(written.text) : std::string(written.text);
  }

  ir::ObjectName object_name(List<Name> path) const {
    ir::ObjectName made;
    made.name = name(path.back());
    if (path.size() > 1) made.schema = name(path[path.size() - 2]);
    if (made.schema.empty()) made.schema = database_.default_schema;
    return made;
  }

  std::string words(const Node& node) const { return std::string(trim(text_->text.substr(node.begin, node.end - node.begin))); }

  ir::Table* find(List<Name> path) {
    const ir::ObjectName wanted = object_name(path);
    const auto found = std::find_if(database_.tables.begin(), database_.tables.end(), [&](const ir::Table& each) { return each.name == wanted; });
    return found == database_.tables.end() ? nullptr : &*found;
  }

  void add_table(const CreateTable& create) {
    ir::Table table;
    table.name = object_name(create.name);
    if (!create.like.empty()) {
      if (const ir::Table* other = find(create.like[0]->name)) table.columns = other->columns;
    }
    for (const ColumnDefinition* column : create.columns) add_column(*column, table);
    for (const Constraint* constraint : create.constraints) add_constraint(*constraint, table);
    for (const IndexDefinition* index : create.indexes) add_index(*index, table);
    std::erase_if(database_.tables, [&](const ir::Table& each) { return each.name == table.name; });
    database_.tables.push_back(std::move(table));
  }

  ir::Column column(const ColumnDefinition& definition) const {
    ir::Column made;
    made.name = name(definition.name);
    if (definition.to == nullptr) {
      made.type = wirepacks::logical_type(pack_, "");
      return made;
    }
    made.database_type = lower(words(*definition.to));
    made.type = wirepacks::logical_type(pack_, made.database_type);
    for (const std::string_view label : definition.to->labels) made.type.values.emplace_back(label);
    return made;
  }

  void add_column(const ColumnDefinition& definition, ir::Table& table) {
    table.columns.push_back(column(definition));
    for (const Constraint* constraint : definition.constraints) add_column_constraint(*constraint, table);
  }

  // Of the column that was added last.
  void add_column_constraint(const Constraint& constraint, ir::Table& table) {
    ir::Column& column = table.columns.back();
    switch (constraint.constraint) {
      case ConstraintKind::kNotNull: column.nullable = false; break;
      case ConstraintKind::kDefault: column.default_value = wirepacks::read_default(pack_, words(*constraint.value)); break;
      case ConstraintKind::kGenerated:
        column.generated = ir::Generated{words(*constraint.value), constraint.storage == Storage::kStored};
        break;
      case ConstraintKind::kIdentity:
        column.identity = ir::Identity{.kind = constraint.always ? ir::IdentityKind::kAlways : ir::IdentityKind::kByDefault};
        column.nullable = false;
        break;
      case ConstraintKind::kAutoIncrement: column.identity = ir::Identity{.kind = ir::IdentityKind::kAutoIncrement}; break;
      case ConstraintKind::kCollate: column.collation = constraint.collation.back().text; break;
      case ConstraintKind::kPrimaryKey:
        column.nullable = false;
        table.primary_key = key({column.name}, constraint);
        break;
      case ConstraintKind::kUnique: table.uniques.push_back(key({column.name}, constraint)); break;
      case ConstraintKind::kForeignKey: add_foreign_key({column.name}, constraint, table); break;
      case ConstraintKind::kCheck: add_check(constraint, table); break;
      default: break;
    }
  }

  ir::Key key(std::vector<std::string> columns, const Constraint& constraint) const {
    ir::Key made;
    made.name = name(constraint.name);
    for (std::string& each : columns) made.columns.push_back({.column = std::move(each)});
    made.nulls_not_distinct = constraint.nulls_not_distinct;
    return made;
  }

  std::vector<std::string> column_names(List<const OrderItem*> parts) const {
    std::vector<std::string> names;
    for (const OrderItem* part : parts) {
      if (const auto* each = part->value->as<Column>()) names.push_back(name(each->path.back()));
    }
    return names;
  }

  void add_constraint(const Constraint& constraint, ir::Table& table) {
    std::vector<std::string> columns = column_names(constraint.columns);
    switch (constraint.constraint) {
      case ConstraintKind::kPrimaryKey:
        for (ir::Column& each : table.columns) {
          if (std::find(columns.begin(), columns.end(), each.name) != columns.end()) each.nullable = false;
        }
        table.primary_key = key(std::move(columns), constraint);
        break;
      case ConstraintKind::kUnique: table.uniques.push_back(key(std::move(columns), constraint)); break;
      case ConstraintKind::kForeignKey: add_foreign_key(std::move(columns), constraint, table); break;
      case ConstraintKind::kCheck: add_check(constraint, table); break;
      default: break;
    }
  }

  static ir::ReferentialAction action(ReferenceAction written) {
    switch (written) {
      case ReferenceAction::kUnsaid:
      case ReferenceAction::kNoAction: return ir::ReferentialAction::kNoAction;
      case ReferenceAction::kRestrict: return ir::ReferentialAction::kRestrict;
      case ReferenceAction::kCascade: return ir::ReferentialAction::kCascade;
      case ReferenceAction::kSetNull: return ir::ReferentialAction::kSetNull;
      case ReferenceAction::kSetDefault: return ir::ReferentialAction::kSetDefault;
    }
    return ir::ReferentialAction::kNoAction;
  }

  void add_foreign_key(std::vector<std::string> columns, const Constraint& constraint, ir::Table& table) {
    ir::ForeignKey made;
    made.name = name(constraint.name);
    made.columns = std::move(columns);
    made.references = object_name(constraint.references->name);
    for (const Name& each : constraint.referenced_columns) made.referenced_columns.push_back(name(each));
    made.on_delete = action(constraint.on_delete);
    made.on_update = action(constraint.on_update);
    table.foreign_keys.push_back(std::move(made));
  }

  void add_check(const Constraint& constraint, ir::Table& table) {
    ir::Check made;
    made.name = name(constraint.name);
    made.sql = words(*constraint.value);
    table.checks.push_back(std::move(made));
  }

  void add_index(List<Name> path, const IndexDefinition& definition) {
    if (ir::Table* table = find(path)) add_index(definition, *table);
  }

  void add_index(const IndexDefinition& definition, ir::Table& table) const {
    ir::Index made;
    made.name = name(definition.name);
    made.unique = definition.index == IndexKind::kUnique;
    made.method = definition.method;
    for (const OrderItem* part : definition.parts) {
      ir::KeyPart key_part;
      const auto* each = part->value->as<Column>();
      (each != nullptr ? key_part.column : key_part.expression) = each != nullptr ? name(each->path.back()) : words(*part->value);
      key_part.descending = part->direction == Direction::kDescending;
      made.parts.push_back(std::move(key_part));
    }
    if (definition.where != nullptr) made.predicate = words(*definition.where);
    table.indexes.push_back(std::move(made));
  }

  void change_table(const AlterTable& alter) {
    ir::Table* table = find(alter.table->name);
    if (table == nullptr) return;
    for (const AlterAction* each : alter.actions) {
      if (each->action == AlterKind::kAddColumn) add_column(*each->column, *table);
      if (each->action == AlterKind::kAddConstraint) add_constraint(*each->constraint, *table);
      if (each->action == AlterKind::kAddIndex) add_index(*each->index, *table);
    }
  }

  const WirePack& pack_;
  FrontEnd front_end_;
  Diagnostics& diagnostics_;
  ir::Database database_;
  Arena arena_;
  const StatementText* text_ = nullptr;
};

}  // namespace

std::optional<ir::Database> read_ddl(const Source& ddl, const WirePack& pack, Diagnostics& diagnostics) {
  DdlReader reader(pack, diagnostics);
  StatementReader statements(ddl->text, ddl->name, pack);
  while (const auto piece = statements.next(diagnostics)) {
    if (piece->kind == Piece::Kind::kStatement) reader.read(piece->text);
  }
  if (diagnostics.has_errors()) return std::nullopt;
  return reader.take();
}

}  // namespace sqlx::sql
