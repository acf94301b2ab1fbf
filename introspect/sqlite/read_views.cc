// Views and virtual tables: the two kinds of table that SQLite may be unable to describe.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "introspect/sqlite/read.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::sqlite {
namespace {

// A view's columns still have names where it gives them itself.
void keep_without_types(Draft& draft, TableDraft& table, const std::string& error) {
  const bool is_view = table.table.kind == ir::TableKind::kView;
  draft.tell(is_view ? "view that SQLite cannot read" : "virtual table that SQLite cannot read",
             table.table.name.name, error);
  for (const std::string& name : table.view.columns) {
    table.table.columns.push_back({.name = name, .type = wirepacks::logical_type(draft.pack, "")});
  }
}

// Views through which SQLite's word for the origin of a column cannot be trusted: UNION and the
// like show the columns of several tables, and SQLite names those of one. A view that reads such a
// view is one of them; a name that means something else costs only a hint.
std::set<std::string> mixing_views(const Draft& draft) {
  std::map<std::string, std::set<std::string>> words;
  std::set<std::string> mixing = {"union", "intersect", "except"};
  for (const auto& [name, table] : draft.tables) {
    if (!table.view.query.empty()) words[name] = words_of(table.view.query);
  }
  for (bool grown = true; std::exchange(grown, false);) {
    for (const auto& [name, used] : words) {
      const bool mixes = std::any_of(
          used.begin(), used.end(), [&](const std::string& word) { return mixing.contains(word); });
      if (mixes) grown = mixing.insert(name).second || grown;
    }
  }
  return mixing;
}

// The type is that of the statement, not of table_xinfo: of a UNION the pragma tells the type of
// one query or of another, depending on whether the view names its columns.
void add_columns(Draft& draft, TableDraft& view) {
  for (const DescribedColumn& column : view.described) {
    view.table.columns.push_back({.name = column.name,
                                  .type = wirepacks::logical_type(draft.pack, column.type),
                                  .database_type = column.type});
  }
}

void add_bases(Draft& draft, TableDraft& view) {
  for (std::size_t i = 0; i < view.described.size(); ++i) {
    const ir::ColumnReference& origin = view.described[i].origin;
    const TableDraft* table = draft.find(origin.table.name);
    const bool is_column =
        table != nullptr && ir::find_column(table->table, origin.column) != nullptr;
    if (is_column && origin.table.schema == kSchema) view.table.columns[i].base = origin;
  }
}

void describe(Draft& draft, TableDraft& table) {
  Description description = draft.connection.describe(table.table.name.name);
  if (!description.error.empty()) {
    keep_without_types(draft, table, description.error);
  } else if (table.table.kind == ir::TableKind::kView) {
    table.described = std::move(description.columns);
    add_columns(draft, table);
  } else {
    draft.readable.insert(table.table.name.name);
  }
}

}  // namespace

void describe_views(Draft& draft) {
  for (auto& [name, table] : draft.tables) {
    if (table.table.kind == ir::TableKind::kTable) {
      draft.readable.insert(table.table.name.name);
    } else {
      describe(draft, table);
    }
  }
}

void finish_views(Draft& draft) {
  const std::set<std::string> mixing = mixing_views(draft);
  for (auto& [name, table] : draft.tables) {
    const bool is_view = table.table.kind == ir::TableKind::kView;
    if (is_view && !mixing.contains(name)) add_bases(draft, table);
  }
}

}  // namespace sqlx::introspect::sqlite
