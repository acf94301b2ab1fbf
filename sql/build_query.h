// Making queries: columns, select lists, and tables in FROM.
#pragma once

#include <string_view>
#include <vector>

#include "base/arena.h"
#include "sql/ast/ast.h"

namespace sqlx::sql {

[[nodiscard]] Column* make_column(Arena& arena, Name name);
[[nodiscard]] Column* make_column(Arena& arena, Name table, Name name);

// A column that shows `value`, and so has its type.
[[nodiscard]] Column* make_column_of(Arena& arena, Name name, const Expr& value);

[[nodiscard]] SelectItem* make_item(Arena& arena, const Expr* value, Name alias = {});
[[nodiscard]] Select* make_select(Arena& arena, const std::vector<const SelectItem*>& items,
                                  List<const TableRef*> from, const Expr* where = nullptr);
[[nodiscard]] Select* select_columns(Arena& arena, const std::vector<const Expr*>& columns,
                                     List<const TableRef*> from, const Expr* where = nullptr);
[[nodiscard]] Query* make_query(Arena& arena, const Body* body);
[[nodiscard]] Table* make_table(Arena& arena, List<Name> name);
[[nodiscard]] DerivedTable* make_derived(Arena& arena, const Query* query, Name alias);

// a UNION ALL b
[[nodiscard]] const SetOperation* make_union_all(Arena& arena, const Body* left, const Body* right);

// EXISTS (SELECT 1 FROM … WHERE …)
[[nodiscard]] const Expr* make_exists(Arena& arena, List<const TableRef*> from, const Expr* where);

// SELECT * FROM table
[[nodiscard]] Select* select_all(Arena& arena, const TableRef* table);

// SELECT * FROM (query) AS name
[[nodiscard]] const Query* select_all_of(Arena& arena, const Query& query, std::string_view name);

// VALUES (1), (2) as SELECT 1 AS name UNION ALL SELECT 2
[[nodiscard]] const Body* select_rows(Arena& arena, const Values& values, List<Name> names);

}  // namespace sqlx::sql
