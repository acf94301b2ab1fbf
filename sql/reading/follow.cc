// What a statement changes for those after it: tables that are made, changed, renamed and dropped.
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/reading/reader.h"
#include "sql/reading/text_comparison.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

std::vector<std::string> names_of(List<const OrderItem*> parts) {
  std::vector<std::string> names;
  for (const OrderItem* part : parts) {
    if (const auto* column = part->value->as<Column>())
      names.emplace_back(column->path.back().text);
  }
  return names;
}

void add_key(TableInfo& table, std::vector<std::string> columns, bool primary,
             std::string_view constraint = {}) {
  for (ColumnInfo& column : table.columns) {
    for (const std::string& name : columns) {
      if (primary && column.name == name) column.nullable = false;
    }
  }
  table.keys.push_back({std::move(columns), primary, std::string(constraint)});
}

// A plain number, text or truth value, as the schema keeps it; nothing for anything else.
std::optional<ir::Default> plain_default(const Expr& value) {
  const auto* literal = value.as<Literal>();
  if (const auto* cast = value.as<Cast>()) literal = cast->operand->as<Literal>();
  if (literal == nullptr) return std::nullopt;
  switch (literal->literal) {
    case LiteralKind::kBoolean:
    case LiteralKind::kInteger:
    case LiteralKind::kDecimal:
    case LiteralKind::kString:
      return ir::Default{{}, ir::DefaultKind::kLiteral, std::string(literal->text)};
    default: return std::nullopt;
  }
}

void add_column_constraint(const Constraint& constraint, ColumnInfo& column, TableInfo& table) {
  switch (constraint.constraint) {
    case ConstraintKind::kNotNull: column.nullable = false; break;
    case ConstraintKind::kDefault:
      column.has_default = true;
      column.default_value = plain_default(*constraint.value);
      break;
    case ConstraintKind::kIdentity:
    case ConstraintKind::kAutoIncrement: column.automatic = true; break;
    case ConstraintKind::kForeignKey: column.refers = true; break;
    case ConstraintKind::kPrimaryKey:
      column.nullable = false;
      table.keys.push_back({{column.name}, true, std::string(constraint.name.text)});
      break;
    case ConstraintKind::kUnique:
      table.keys.push_back({{column.name}, false, std::string(constraint.name.text)});
      break;
    case ConstraintKind::kCollate:
      column.exact_text = is_exact_collation(constraint.collation.back().text, false);
      break;
    default: break;
  }
}

bool may_have_fractions(const TypeName& type, const wirepacks::WirePack& pack) {
  const bool has_clock = type.type == TypeClass::kTime || type.type == TypeClass::kTimestamp ||
                         type.type == TypeClass::kTimestampTz;
  if (type.arguments.empty()) return has_clock && !pack.has(wirepacks::Feature::kWholeSeconds);
  return has_clock && !is_literal(type.arguments[0], "0");
}

// Of ENUM ('a', 'b'): short, whatever its labels are.
std::int64_t length_of(const TypeName& type) {
  if (!type.labels.empty()) return 1;
  const auto* length = type.arguments.size() == 1 ? type.arguments[0]->as<Literal>() : nullptr;
  std::int64_t number = 0;
  if (length != nullptr)
    std::from_chars(length->text.data(), length->text.data() + length->text.size(), number);
  return number;
}

ColumnInfo column_info(const ColumnDefinition& definition, const wirepacks::WirePack& pack,
                       TableInfo& table, Arena& arena) {
  ColumnInfo column;
  column.name = definition.name.text;
  const TypeName* type =
      definition.to == nullptr ? nullptr : middle_type(*definition.to, pack, arena);
  if (type != nullptr) {
    column.type = type->type;
    column.length = length_of(*type);
    if (logical_type_of(*type).kind == ir::TypeKind::kEnum)
      column.labels.assign(type->labels.begin(), type->labels.end());
  }
  column.exact_text = !pack.has(wirepacks::Feature::kFoldsText);
  column.fractional = type != nullptr && may_have_fractions(*type, pack);
  if (type != nullptr) column.scale = scale_of(*type);
  for (const Constraint* constraint : definition.constraints)
    add_column_constraint(*constraint, column, table);
  return column;
}

void add_table_constraint(const Constraint& constraint, TableInfo& table) {
  if (constraint.constraint == ConstraintKind::kPrimaryKey)
    add_key(table, names_of(constraint.columns), true, constraint.name.text);
  if (constraint.constraint == ConstraintKind::kUnique)
    add_key(table, names_of(constraint.columns), false, constraint.name.text);
  if (constraint.constraint != ConstraintKind::kForeignKey) return;
  for (const std::string& name : names_of(constraint.columns)) {
    for (ColumnInfo& column : table.columns)
      column.refers = column.refers || equal_fold(column.name, name);
  }
}

// INTEGER PRIMARY KEY is the row's number where rows have one.
void mark_row_number(const CreateTable& create, const wirepacks::WirePack& pack, TableInfo& table) {
  if (!pack.ddl.primary_key_inline || !pack.has(wirepacks::Feature::kAutoIncrement)) return;
  const auto key = std::find_if(table.keys.begin(), table.keys.end(),
                                [](const KeyInfo& each) { return each.primary; });
  if (key == table.keys.end() || key->columns.size() != 1) return;
  for (std::size_t i = 0; i < create.columns.size(); ++i) {
    const TypeName* type = create.columns[i]->to;
    const bool is_integer =
        type != nullptr && type->name.size() == 1 && equal_fold(type->name[0].text, "integer");
    if (is_integer && equal_fold(table.columns[i].name, key->columns[0]))
      table.columns[i].automatic = true;
  }
}

TableInfo table_info(const CreateTable& create, const wirepacks::WirePack& pack, Arena& arena) {
  TableInfo table;
  if (create.name.size() > 1) table.schema = create.name[create.name.size() - 2].text;
  table.name = create.name.back().text;
  for (const ColumnDefinition* column : create.columns) {
    ColumnInfo info = column_info(*column, pack, table, arena);
    table.columns.push_back(std::move(info));
  }
  for (const Constraint* constraint : create.constraints) add_table_constraint(*constraint, table);
  for (const IndexDefinition* index : create.indexes) {
    if (index->index == IndexKind::kUnique) add_key(table, names_of(index->parts), false);
  }
  mark_row_number(create, pack, table);
  return table;
}

}  // namespace

void Reader::follow_create(const CreateTable& create) {
  TableInfo table = table_info(create, pack_, arena_);
  if (!create.like.empty()) {
    const TableInfo* other = catalog_.table(create.like[0]->name);
    if (other == nullptr) return;  // its columns are not known
    table.columns = other->columns;
    table.keys = other->keys;
  }
  if (create.query != nullptr) {
    Output output;
    Diagnostics told;  // once already
    Reader again(dialect_, catalog_, text_, arena_, told);
    static_cast<void>(again.read_query(*create.query, output));
    if (!output.known) return;
    for (const OutputColumn& column : output.columns) {
      table.columns.push_back({column.facts(), std::string(column.name)});
    }
  }
  catalog_.add(std::move(table));
}

// Views are tables to whoever reads them.
void Reader::follow_view(const CreateView& create) {
  Output output;
  Diagnostics told;  // once already
  Reader again(dialect_, catalog_, text_, arena_, told);
  static_cast<void>(again.read_query(*create.query, output));
  if (!output.known) return;
  TableInfo view{
      .schema = {}, .name = std::string(create.name.back().text), .columns = {}, .keys = {}};
  for (std::size_t i = 0; i < output.columns.size(); ++i) {
    const OutputColumn& column = output.columns[i];
    const std::string_view name = i < create.columns.size() ? create.columns[i].text : column.name;
    view.columns.push_back({column.facts(), std::string(name)});
  }
  catalog_.add(std::move(view));
}

void Reader::follow_alter(const AlterTable& alter) {
  for (const AlterAction* action : alter.actions) {
    if (action->action == AlterKind::kRename) catalog_.rename(alter.table->name, action->new_name);
    TableInfo* table = catalog_.change(alter.table->name);
    if (table != nullptr) follow_action(*action, *table);
  }
}

void Reader::follow_action(const AlterAction& action, TableInfo& table) {
  auto* column =
      const_cast<ColumnInfo*>(table.column(action.name.text));  // of a table that is ours to change
  switch (action.action) {
    case AlterKind::kAddColumn:
      table.columns.push_back(column_info(*action.column, pack_, table, arena_));
      break;
    case AlterKind::kDropColumn:
      std::erase_if(table.columns, [&](const ColumnInfo& each) { return &each == column; });
      break;
    case AlterKind::kRenameColumn:
      if (column != nullptr) column->name = action.new_name.text;
      break;
    case AlterKind::kModifyColumn:
    case AlterKind::kChangeColumn:
      if (column != nullptr && action.column != nullptr)
        *column = column_info(*action.column, pack_, table, arena_);
      break;
    case AlterKind::kSetNotNull:
    case AlterKind::kDropNotNull:
      if (column != nullptr) column->nullable = action.action == AlterKind::kDropNotNull;
      break;
    case AlterKind::kAddConstraint: add_table_constraint(*action.constraint, table); break;
    default: break;
  }
}

// What number was drawn last depends on the rows.
void Reader::follow_insert(const Insert& insert) {
  const TableInfo* table = catalog_.table(insert.target->name);
  const auto draws = [](const ColumnInfo& column) { return column.automatic; };
  if (table != nullptr && std::none_of(table->columns.begin(), table->columns.end(), draws)) return;
  const auto* values = insert.source == nullptr ? nullptr : insert.source->body->as<Values>();
  const bool adds_all = insert.on_conflict.empty() && insert.action == ConflictAction::kUnsaid;
  catalog_.insert(values != nullptr && adds_all ? values->rows.size() : 0);
}

void Reader::follow(const Node& statement) {
  if (const auto* insert = statement.as<Insert>()) return follow_insert(*insert);
  if (const auto* create = statement.as<CreateTable>()) return follow_create(*create);
  if (const auto* view = statement.as<CreateView>(); view != nullptr && view->query != nullptr)
    return follow_view(*view);
  if (const auto* alter = statement.as<AlterTable>()) return follow_alter(*alter);
  const auto* drop = statement.as<Drop>();
  if (drop != nullptr &&
      (drop->object == ObjectKind::kTable || drop->object == ObjectKind::kView)) {
    for (const Table* table : drop->names) catalog_.remove(table->name);
  }
  if (const auto* rename = statement.as<Rename>()) {
    for (std::size_t i = 0; i < rename->from.size(); ++i)
      catalog_.rename(rename->from[i]->name, rename->to[i]->name.back());
  }
  if (const auto* index = statement.as<CreateIndex>();
      index != nullptr && index->definition->index == IndexKind::kUnique) {
    TableInfo* table = catalog_.change(index->table->name);
    if (table != nullptr && index->definition->where == nullptr)
      add_key(*table, names_of(index->definition->parts), false);
  }
}

}  // namespace sqlx::sql
