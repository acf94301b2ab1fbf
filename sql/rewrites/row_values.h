// The values of INSERT … VALUES beside the columns that they are for, one by one.
#pragma once

#include <vector>

#include "sql/rewrites/rewrites.h"

namespace sqlx::sql {

// The column that the value at that place is for; null if it is not known.
[[nodiscard]] inline const ColumnInfo* column_at(const Insert& insert, const TableInfo* table,
                                                 std::size_t place) {
  if (table == nullptr) return nullptr;
  if (insert.columns.empty())
    return place < table->columns.size() ? &table->columns[place] : nullptr;
  const auto* column =
      place < insert.columns.size() ? insert.columns[place]->as<Column>() : nullptr;
  return column == nullptr ? nullptr : table->column(column->path.back().text);
}

// The statement with fn(value, column) for each value; itself if nothing changed. The column is
// null where it is not known.
template <class Fn>
[[nodiscard]] const Node* with_values(const Insert& insert, const RewriteContext& context,
                                      Fn&& fn) {
  const auto* values = insert.source == nullptr ? nullptr : insert.source->body->as<Values>();
  if (values == nullptr) return &insert;
  const TableInfo* table = context.catalog.table(insert.target->name);
  const List<const Row*> rows =
      map_list(context.arena, values->rows, [&](const Row* row) -> const Row* {
        std::size_t place = 0;
        const auto items = map_list(context.arena, row->items, [&](const Expr* value) {
          return fn(value, column_at(insert, table, place++));
        });
        if (items.data() == row->items.data()) return row;
        Row* made = clone(context.arena, *row);
        made->items = items;
        return made;
      });
  if (rows.data() == values->rows.data()) return &insert;
  Values* made_values = clone(context.arena, *values);
  made_values->rows = rows;
  Query* source = clone(context.arena, *insert.source);
  source->body = made_values;
  Insert* made = clone(context.arena, insert);
  made->source = source;
  return made;
}

}  // namespace sqlx::sql
