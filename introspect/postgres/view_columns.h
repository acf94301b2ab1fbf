// What PostgreSQL knows of a view's columns and keeps to itself: which column of which table each
// one shows, and whether it can be NULL.
//
// Both are read from the view's stored query tree (node_tree.h), one view at a time and without a
// question to the server:
//
//     SELECT ev_action FROM pg_rewrite WHERE ev_class = <view> AND ev_type = '1'
//
// A tree knows relations by oid and their columns by number, and does not say whether those can be
// NULL. So a column comes with conditions, and `resolve` settles them, through views over views,
// when all views have been read:
//
//     Views views;
//     for (each view) views[oid] = view_columns(ev_action).value_or(no columns);
//     resolve(views, [&](ColumnId column) { return table column is NOT NULL; });
//     views[oid][attnum - 1].nullable, .base
//
// By number and not by name, as ALTER VIEW … RENAME COLUMN does not touch the tree.
//
// "Not nullable" is only said when it is certain; what this file does not know is nullable. Beyond
// columns, it knows counts, ranks, constants, tests for NULL, COALESCE, CASE and the like; outer
// joins and grouping sets take certainty away. So do foreign tables, whose constraints nobody
// enforces, and materialised views, whose rows may be older than the constraint: of a materialised
// view's own tree only `base` is of use.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace sqlx::introspect::postgres {

struct ColumnId {
  std::uint32_t relation = 0;  // pg_class.oid
  std::int16_t column = 0;     // pg_attribute.attnum, from 1

  auto operator<=>(const ColumnId&) const = default;
};

struct ViewColumn {
  std::optional<ColumnId> base;  // shown unchanged, or as NULL by an outer join
  bool nullable = true;
  std::vector<ColumnId> not_null_if;  // if not nullable: on condition that none of these is; sorted

  bool operator==(const ViewColumn&) const = default;
};

using Views = std::map<std::uint32_t, std::vector<ViewColumn>>;  // by oid

// The view's columns in order; nothing if the tree is malformed or not that of a view.
[[nodiscard]] std::optional<std::vector<ViewColumn>> view_columns(std::string_view ev_action);

// Whether a table's column holds no NULL, in the table and in all that inherit from it (before
// PostgreSQL 18 a child may drop its parent's NOT NULL). A relation that is not among the views
// counts as a table.
using NotNull = std::function<bool(ColumnId)>;

// Afterwards each base is a column of a table, or none where a view at the bottom computes it, and
// `nullable` holds without conditions.
void resolve(Views& views, const NotNull& not_null);

}  // namespace sqlx::introspect::postgres
