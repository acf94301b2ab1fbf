// Queries: the order in which their parts are read is the order in which names become visible:
// WITH, FROM, WHERE, GROUP BY, the select list, ORDER BY.
#include <algorithm>
#include <charconv>
#include <string>

#include "base/text.h"
#include "sql/build.h"
#include "sql/find.h"
#include "sql/infer.h"
#include "sql/reading/scope_guard.h"
#include "sql/reading/text_comparison.h"
#include "sql/simplify.h"
#include "sql/usual_nulls.h"

namespace sqlx::sql {
namespace {

// HAVING of a query that groups nothing is a WHERE; WITH ROLLUP is a ROLLUP.
void make_normal(Select& select, Arena& arena) {
  if (select.with_rollup) {
    auto* rollup = arena.make<Grouping>();
    rollup->items = select.group_by;
    select.group_by = arena.list(static_cast<const Expr*>(rollup));
    select.with_rollup = false;
  }
  if (select.having == nullptr || !select.group_by.empty() || has_aggregate(*select.having)) return;
  for (const SelectItem* item : select.items) {
    if (has_aggregate(*item)) return;
  }
  select.where = select.where == nullptr ? select.having
                                         : make_call(arena, Meaning::kAnd,
                                                     {select.where, select.having}, *select.having);
  select.having = nullptr;
}

// What ORDER BY 2 sorts by; null if it is no place.
const OutputColumn* placed_column(const Expr& key, const Columns& columns) {
  const auto* place = key.as<Literal>();
  if (place == nullptr || place->literal != LiteralKind::kInteger) return nullptr;
  std::size_t index = 0;
  std::from_chars(place->text.data(), place->text.data() + place->text.size(), index);
  return index == 0 || index > columns.size() ? nullptr : &columns[index - 1];
}

// Places of columns without NULLs do not say where these go.
List<const OrderItem*> with_known_nulls(List<const OrderItem*> items, bool known,
                                        const Columns& columns, Arena& arena) {
  std::vector<const OrderItem*> made(items.begin(), items.end());
  for (const OrderItem*& item : made) {
    const OutputColumn* column = known ? placed_column(*item->value, columns) : nullptr;
    if (column == nullptr || column->nullable) continue;
    OrderItem* plain = clone(arena, *item);
    plain->nulls = Nulls::kUnsaid;
    item = plain;
  }
  return arena.copy(made);
}

// GROUP BY ROLLUP (…) and its like, or WITH ROLLUP.
bool groups_in_sets(const Select& select) {
  return select.with_rollup || std::any_of(select.group_by.begin(), select.group_by.end(),
                                           [](const Expr* key) { return key->is<Grouping>(); });
}

List<const SelectItem*> returned(const Node& change) {
  if (const auto* insert = change.as<Insert>()) return insert->returning;
  if (const auto* update = change.as<Update>()) return update->returning;
  if (const auto* remove = change.as<Delete>()) return remove->returning;
  return {};
}

// HAVING means the column that is grouped by, whatever else has its name.
List<const SelectItem*> not_grouped(List<const SelectItem*> items, List<const Expr*> keys,
                                    Arena& arena) {
  const auto is_key = [&](const SelectItem* item) {
    return std::any_of(keys.begin(), keys.end(), [&](const Expr* key) {
      const Call* folded = as_call(key, Meaning::kFold);
      const auto* column = (folded == nullptr ? key : folded->arguments[0])->as<Column>();
      return column != nullptr && equal_fold(column->path.back().text, item->alias.text);
    });
  };
  if (std::none_of(items.begin(), items.end(), is_key)) return items;
  std::vector<const SelectItem*> kept;
  std::copy_if(items.begin(), items.end(), std::back_inserter(kept),
               [&](const SelectItem* item) { return !is_key(item); });
  return arena.copy(kept);
}

}  // namespace

using wirepacks::Feature;

const Query* Reader::read_query(const Query& query, Output& output) {
  ScopeGuard guard(*this);
  Query* made = clone(arena_, query);
  if (query.with != nullptr) made->with = read_with(*query.with);
  // ORDER BY and LIMIT of a SELECT see its tables, so they are read before its scope closes.
  if (const auto* select = query.body->as<Select>()) {
    ScopeGuard inner(*this);
    made->body = read_select(*select, output);
    groups_in_sets_ = groups_in_sets(*select);
    made->order_by = with_known_nulls(read_order(query.order_by, select->items), output.known,
                                      output.columns, arena_);
    groups_in_sets_ = false;
  } else {
    made->body = read_body(*query.body, output);
    scope_->relations.push_back({{}, output.known, output.columns});
    made->order_by =
        with_known_nulls(read_order(query.order_by, {}), output.known, output.columns, arena_);
  }
  made->limit = folded_number(read(query.limit), arena_);
  const bool is_none = made->limit != nullptr && is_literal(made->limit, pack_.literals.no_limit);
  if (as_call(made->limit, Meaning::kNegate) != nullptr || is_none)
    made->limit = nullptr;  // LIMIT -1, LIMIT 18446744073709551615
  made->offset = folded_number(read(query.offset), arena_);
  made->type = output.columns.size() == 1 ? output.columns[0].type : TypeClass::kUnknown;
  return made;
}

const Body* Reader::read_body(const Body& body, Output& output) {
  ScopeGuard guard(*this);
  switch (body.kind) {
    case NodeKind::kSelect: return read_select(*body.as<Select>(), output);
    case NodeKind::kSetOperation: return read_set_operation(*body.as<SetOperation>(), output);
    case NodeKind::kValues: return read_values(*body.as<Values>(), output);
    case NodeKind::kQuery: return read_query(*body.as<Query>(), output);
    default: return &body;
  }
}

const Select* Reader::read_select(const Select& select, Output& output) {
  Select* made = clone(arena_, select);
  made->from = read_from(select.from);
  made->where = with_aliases(
      select.where, pack_.has(Feature::kAliasInWhere) ? select.items : List<const SelectItem*>{},
      false);
  made->group_by = read_grouping(select.group_by, select.items);
  made->windows = read_all(select.windows);
  made->distinct_on = read_all(select.distinct_on);
  made->items = read_all(select.items);
  if (!pack_.has(Feature::kFoldsText)) {
    const auto shown = shown_as_they_are(made->items, arena_);
    if (!select.distinct) made->items = shown;
    if (select.distinct && shown.data() != made->items.data()) {
      diagnostics_.add(Code::kConditional,
                       "texts that are distinct without regard to case are shown in small letters",
                       place(select));
    }
  }
  const bool comes_first =
      !pack_.has(Feature::kAliasInWhere);  // else an alias is found where no column is
  const List<const SelectItem*> aliases =
      pack_.has(Feature::kAliasInHaving) ? select.items : List<const SelectItem*>{};
  made->having = with_aliases(select.having,
                              comes_first ? not_grouped(aliases, made->group_by, arena_) : aliases,
                              comes_first);
  made->qualify = with_aliases(select.qualify, select.items, false);
  made->into =
      select.into == nullptr ? nullptr : static_cast<const TableRef*>(read_node(select.into));
  output = output_of(made->items, select.items);
  if (groups_in_sets(select)) {
    for (OutputColumn& column : output.columns) column.nullable = true;
  }
  make_normal(*made, arena_);
  return made;
}

const SetOperation* Reader::read_set_operation(const SetOperation& operation, Output& output) {
  SetOperation* made = clone(arena_, operation);
  Output right;
  made->left = read_body(*operation.left, output);
  made->right = read_body(*operation.right, right);
  for (std::size_t i = 0; i < output.columns.size() && i < right.columns.size(); ++i) {
    OutputColumn& column = output.columns[i];
    column.nullable |= right.columns[i].nullable;
    if (column.type == TypeClass::kNull) column.type = right.columns[i].type;
    const bool agree =
        column.type == right.columns[i].type || right.columns[i].type == TypeClass::kNull;
    if (!agree)
      column.type = is_number(column.type) && is_number(right.columns[i].type)
                        ? std::max(column.type, right.columns[i].type)
                        : TypeClass::kUnknown;
  }
  return made;
}

const Values* Reader::read_values(const Values& values, Output& output) {
  Values* made = clone(arena_, values);
  made->rows = read_all(values.rows);
  if (made->rows.empty()) return made;
  for (std::size_t i = 0; i < made->rows[0]->items.size(); ++i) {
    std::vector<const Expr*> column;
    for (const Row* row : made->rows) {
      if (i < row->items.size()) column.push_back(row->items[i]);
    }
    bool nullable = false;
    for (const Expr* value : column) nullable |= value->nullable;
    const std::string name = "column" + std::to_string(i + 1);
    output.columns.push_back(
        {{common_type(column), nullable}, arena_.copy(std::string_view(name))});
  }
  return made;
}

// WITH.

const With* Reader::read_with(const With& with) {
  With* made = clone(arena_, with);
  std::vector<const CommonTable*> tables;
  for (const CommonTable* table : with.tables) {
    const bool speaks =
        pack_.has(Feature::kRecursiveUnsaid) && reads_table(*table->statement, table->name);
    made->recursive |= speaks;
    tables.push_back(
        read_common_table(*table, with.recursive || speaks || !pack_.has(Feature::kRecursiveWord)));
  }
  made->tables = arena_.copy(tables);
  return made;
}

const CommonTable* Reader::read_common_table(const CommonTable& table, bool recursive) {
  CommonTable* made = clone(arena_, table);
  made->name = given(table.name);
  made->columns = given(table.columns);
  const std::size_t self = common_.size();
  if (recursive) {  // it may speak of itself, and then its columns are those of its first part
    common_.push_back({made->name, {{}, false}});
    const auto* query = table.statement->as<Query>();
    const auto* operation = query == nullptr ? nullptr : query->body->as<SetOperation>();
    if (operation != nullptr) {
      Output first;
      static_cast<void>(read_body(*operation->left, first));
      for (OutputColumn& column : first.columns) column.nullable = true;
      for (std::size_t i = 0; i < table.columns.size() && i < first.columns.size(); ++i)
        first.columns[i].name = table.columns[i].text;
      common_[self].output = std::move(first);
    }
  }
  Output output;
  if (const auto* query = table.statement->as<Query>()) {
    made->statement = read_query(*query, output);
  } else {
    made->statement = read_node(table.statement);
    const List<const SelectItem*> shown = returned(*made->statement);
    const bool has_star = std::any_of(
        shown.begin(), shown.end(), [](const SelectItem* item) { return item->value->is<Star>(); });
    if (!has_star) output = output_of(shown, shown);
    output.known = !shown.empty() && !has_star;
  }
  common_.resize(self);
  for (std::size_t i = 0; i < table.columns.size() && i < output.columns.size(); ++i)
    output.columns[i].name = table.columns[i].text;
  common_.push_back({made->name, std::move(output)});
  return made;
}

const SelectItem* Reader::read_item(const SelectItem& item) {
  SelectItem* made = clone(arena_, item);
  made->value = read(item.value);
  made->alias = given(item.alias);
  return made;
}

// The columns that a select list gives.
Reader::Output Reader::output_of(List<const SelectItem*> read_items,
                                 List<const SelectItem*> items) {
  Output output;
  output.columns.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (const auto* star = items[i]->value->as<Star>()) {
      add_star(*star, output);
      continue;
    }
    OutputColumn column{read_items[i]->value->facts(), items[i]->alias.text};
    const auto* name = read_items[i]->value->as<Column>();
    if (column.name.empty() && name != nullptr) column.name = name->path.back().text;
    output.columns.push_back(column);
  }
  return output;
}

void Reader::add_star(const Star& star, Output& output) {
  for (const Relation& relation : scope_->relations) {
    if (!star.path.empty() && !equal_fold(star.path.back().text, relation.alias.text)) continue;
    output.known &= relation.known;
    output.columns.insert(output.columns.end(), relation.columns.begin(), relation.columns.end());
  }
}

// Aliases.

const Expr* Reader::with_aliases(const Expr* expression, List<const SelectItem*> aliases,
                                 bool first) {
  if (expression == nullptr) return nullptr;
  scope_->aliases = aliases;
  scope_->aliases_first = first;
  const Expr* read_expression = read(expression);
  scope_->aliases = {};
  return read_expression;
}

List<const Expr*> Reader::read_grouping(List<const Expr*> items, List<const SelectItem*> aliases) {
  std::vector<const Expr*> read_items;
  for (const Expr* item : items) {
    const Expr* key = with_aliases(item, aliases, false);
    read_items.push_back(
        pack_.has(Feature::kFoldsText) && !item->is<Literal>() ? fold_key(key, arena_) : key);
  }
  return arena_.copy(read_items);
}

// A bare alias stays one, and has the type of what it names; inside an expression it is written
// out.
List<const OrderItem*> Reader::read_order(List<const OrderItem*> items,
                                          List<const SelectItem*> aliases) {
  std::vector<const OrderItem*> read_items;
  for (const OrderItem* item : items) {
    const auto* literal = item->value->as<Literal>();
    if (literal != nullptr && literal->literal == LiteralKind::kNull)
      continue;  // ORDER BY NULL sorts nothing
    const bool sees_aliases =
        item->value->is<Column>() || pack_.has(Feature::kAliasInOrderExpression);
    scope_->aliases = sees_aliases ? aliases : List<const SelectItem*>{};
    scope_->aliases_first = true;
    const OrderItem* made = read_order_item(*item);
    scope_->aliases = {};
    read_items.push_back(made);
  }
  return arena_.copy(read_items);
}

// In the middle every sort key says where its NULLs go, if it can have any.
const OrderItem* Reader::read_order_item(const OrderItem& item) {
  OrderItem* made = clone(arena_, item);
  made->value = read(item.value);
  if (!sorts_) return made;
  const bool is_place = item.value->is<Literal>();  // ORDER BY 2
  if (!made->value->nullable && !is_place && !groups_in_sets_) {
    made->nulls = Nulls::kUnsaid;
  } else if (item.nulls == Nulls::kUnsaid) {
    made->nulls = usual_nulls(pack_, item.direction);
  }
  if (pack_.has(Feature::kFoldsText) && !is_place) made->value = fold_sort_key(made->value, arena_);
  return made;
}

List<const Expr*> Reader::folded_keys(List<const Expr*> keys) {
  std::vector<const Expr*> folded;
  for (const Expr* key : keys) folded.push_back(fold_key(key, arena_));
  return arena_.copy(folded);
}

const Window* Reader::read_window(const Window& window) {
  Window* made = clone(arena_, window);
  made->partition_by = pack_.has(Feature::kFoldsText) ? folded_keys(read_all(window.partition_by))
                                                      : read_all(window.partition_by);
  made->order_by = read_all(window.order_by);
  made->start_offset = read(window.start_offset);
  made->finish_offset = read(window.finish_offset);
  return made;
}

}  // namespace sqlx::sql
