// Statements that change rows or define things: the table they speak of is the scope of their
// expressions.
#include "sql/infer.h"
#include "sql/reading/normal_changes.h"
#include "sql/reading/number_literals.h"
#include "sql/reading/scope_guard.h"
#include "sql/reading/sequential.h"
#include "sql/type_names.h"

namespace sqlx::sql {
namespace {

// INSERT INTO t () VALUES (): a row of defaults.
bool is_empty_row(const Query& source) {
  const auto* values = source.body->as<Values>();
  return values != nullptr && values->rows.size() == 1 && values->rows[0]->items.empty();
}

}  // namespace

const Node* Reader::read_insert(const Insert& insert) {
  ScopeGuard guard(*this);
  Insert* made = clone(arena_, insert);
  if (insert.with != nullptr) made->with = read_with(*insert.with);
  Output output;
  if (insert.source != nullptr)
    made->source =
        is_empty_row(*insert.source) ? nullptr : read_query(*stored_rows(*insert.source), output);
  made->target = static_cast<const Table*>(read_table(*insert.target, false));
  if (!insert.row_alias.text.empty()) {
    add_relation(insert.row_alias,
                 {scope_->relations.back().columns, scope_->relations.back().known},
                 insert.row_columns, false);
  } else if (!insert.on_conflict.empty()) {
    add_relation({"excluded"}, {scope_->relations.back().columns, scope_->relations.back().known},
                 {}, false);
  }
  if (scope_->relations.size() > 1) scope_->relations.back().proposed = true;
  made->columns = read_all(insert.columns);
  if (pack_.lexical.number_strings) made->source = with_inserted_numbers(insert, *made);
  std::vector<const OnConflict*> conflicts;
  for (const OnConflict* conflict : insert.on_conflict)
    conflicts.push_back(read_on_conflict(*conflict));
  made->on_conflict = arena_.copy(conflicts);
  made->returning = read_all(insert.returning);
  return made;
}

// What the columns keep of the values.
const Query* Reader::stored_rows(const Query& source) {
  const auto* values = source.body->as<Values>();
  if (values == nullptr) return &source;
  const auto rows = map_list(arena_, values->rows, [this](const Row* row) -> const Row* {
    const auto items =
        map_list(arena_, row->items, [this](const Expr* value) { return stored(value); });
    if (items.data() == row->items.data()) return row;
    Row* made = clone(arena_, *row);
    made->items = items;
    return made;
  });
  if (rows.data() == values->rows.data()) return &source;
  Values* kept = clone(arena_, *values);
  kept->rows = rows;
  Query* made = clone(arena_, source);
  made->body = kept;
  return made;
}

const Query* Reader::with_inserted_numbers(const Insert& spelled, const Insert& read) {
  const std::vector<TypeClass> types = inserted_types(read);
  if (const Expr* first = first_untyped(spelled.source, types)) {
    diagnostics_.add(
        Code::kConditional,
        "this is taken for bytes; the original inserts a number if the column is one of numbers",
        place(*first), "--schema tells the types of columns");
  }
  return with_numbers(spelled.source, read.source, types, arena_);
}

// Of the columns that rows are inserted into, in their order; of a table that is not known, none.
std::vector<TypeClass> Reader::inserted_types(const Insert& insert) const {
  std::vector<TypeClass> types;
  for (const Expr* column : insert.columns) types.push_back(column->type);
  if (!types.empty()) return types;
  for (const OutputColumn& column : scope_->relations.front().columns) types.push_back(column.type);
  return types;
}

// The keys of a conflict target are not sorted by: NULLS FIRST means nothing there.
const OnConflict* Reader::read_on_conflict(const OnConflict& conflict) {
  OnConflict* made = clone(arena_, conflict);
  std::vector<const OrderItem*> target;
  for (const OrderItem* item : conflict.target) {
    OrderItem* key = clone(arena_, *item);
    key->value = read(item->value);
    target.push_back(key);
  }
  made->target = arena_.copy(target);
  made->target_where = read(conflict.target_where);
  std::vector<const Assignment*> set;
  for (const Assignment* assignment : conflict.set) {
    Assignment* copy = clone(arena_, *assignment);
    copy->targets = read_all(assignment->targets);
    copy->value = qualified(assignment->value);
    set.push_back(copy);
  }
  made->set = pack_.has(wirepacks::Feature::kUpdateSequential) ? simultaneous(set, arena_)
                                                               : arena_.copy(set);
  made->where = qualified(conflict.where);
  return made;
}

// Beside the row that was to be inserted, the columns of the one that is there say whose they are.
const Expr* Reader::qualified(const Expr* expression) {
  qualifies_ = true;
  const Expr* made = read(expression);
  qualifies_ = false;
  return made;
}

const Node* Reader::read_update(const Update& update) {
  ScopeGuard guard(*this);
  Update* made = clone(arena_, update);
  if (update.with != nullptr) made->with = read_with(*update.with);
  made->tables = read_from(update.tables);
  made->from = read_from(update.from);
  made->set = read_all(update.set);
  if (pack_.lexical.number_strings) made->set = with_numbers(update.set, made->set, arena_);
  if (pack_.has(wirepacks::Feature::kUpdateSequential)) made->set = simultaneous(made->set, arena_);
  made->where = read(update.where);
  made->order_by = read_all(update.order_by);
  made->limit = read(update.limit);
  made->offset = read(update.offset);
  made->returning = read_all(update.returning);
  return normal_update(*made, assigned_table(update), arena_);
}

// The one table whose columns are assigned; empty if there are several, or it cannot be told.
std::string_view Reader::assigned_table(const Update& update) {
  std::string_view table;
  for (const Assignment* assignment : update.set) {
    for (const Expr* target : assignment->targets) {
      const auto* column = target->as<Column>();
      if (column == nullptr) return {};
      const std::size_t parts = column->path.size();
      const Resolved found =
          resolve(*scope_, parts > 1 ? column->path[parts - 2].text : std::string_view(),
                  column->path.back().text);
      if (found.relation == nullptr || (!table.empty() && table != found.relation->alias.text))
        return {};
      table = found.relation->alias.text;
    }
  }
  return table;
}

// The names in front of MySQL's FROM are those of tables in it, perhaps their aliases.
const Node* Reader::read_delete(const Delete& statement) {
  ScopeGuard guard(*this);
  Delete* made = clone(arena_, statement);
  if (statement.with != nullptr) made->with = read_with(*statement.with);
  if (statement.target != nullptr)
    made->target = static_cast<const Table*>(read_table(*statement.target, false));
  made->from = read_from(statement.from);
  made->where = read(statement.where);
  made->order_by = read_all(statement.order_by);
  made->limit = read(statement.limit);
  made->offset = read(statement.offset);
  made->returning = read_all(statement.returning);
  return normal_delete(*made, arena_);
}

const Node* Reader::read_merge(const Merge& merge) {
  ScopeGuard guard(*this);
  Merge* made = clone(arena_, merge);
  if (merge.with != nullptr) made->with = read_with(*merge.with);
  made->target = static_cast<const Table*>(read_table(*merge.target, false));
  made->source = read_table_ref(*merge.source, false);
  made->on = read(merge.on);
  made->clauses = read_all(merge.clauses);
  made->returning = read_all(merge.returning);
  return made;
}

namespace {

// DATABASE, where that is another word for SCHEMA.
template <class T>
const Node* as_schema(const T& statement, Arena& arena) {
  T* made = clone(arena, statement);
  made->object = ObjectKind::kSchema;
  return made;
}

}  // namespace

// Defaults, checks and generated columns speak of the table's own columns.
const Node* Reader::read_create_table(const CreateTable& create) {
  ScopeGuard guard(*this);
  Output own{{}, create.like.empty() && create.inherits.empty() && create.query == nullptr};
  for (const ColumnDefinition* column : create.columns) {
    const TypeName* type =
        column->to == nullptr
            ? nullptr
            : middle_type(*column->to, pack_, arena_);  // what is unknown is told below
    own.columns.push_back(
        {{type == nullptr ? TypeClass::kUnknown : type->type}, column->name.text});
  }
  add_relation(create.name.back(), std::move(own), {}, false);
  return read_definition(create);
}

const Node* Reader::read_definition(const Node& statement) {
  const bool is_schema = pack_.stored != nullptr && pack_.stored->schemas_are_databases;
  if (const auto* create = statement.as<CreateSchema>();
      is_schema && create != nullptr && create->object == ObjectKind::kDatabase) {
    return as_schema(*create, arena_);
  }
  if (const auto* drop = statement.as<Drop>();
      is_schema && drop != nullptr && drop->object == ObjectKind::kDatabase)
    return as_schema(*drop, arena_);
  return map_children(arena_, &statement, [this](const Node* child) { return read_node(child); });
}

}  // namespace sqlx::sql
