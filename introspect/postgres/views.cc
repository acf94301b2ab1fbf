// The queries behind views and materialised views.
//
// To write a view's query as SQL the server looks at all that the query names, and fails if part of
// it is broken or locked. Such a view must not take the whole reading with it, so then, and only
// then, views are asked for one by one.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "introspect/postgres/read.h"
#include "introspect/postgres/view_columns.h"

namespace sqlx::introspect::postgres {
namespace {

// " SELECT …;" → "SELECT …"
std::string bare_query(std::string_view text) {
  text = trim(text);
  if (text.ends_with(';')) text.remove_suffix(1);
  return std::string(trim(text));
}

void read_definitions(const Rows& rows, Catalog& catalog, Views& views) {
  for (Fields row : rows) {
    Relation* view = catalog.find_relation(row.oid());
    if (view == nullptr) continue;
    view->table.definition = bare_query(row.text());
    std::vector<ViewColumn>& columns = views[view->oid];
    if (auto found = view_columns(row.text())) columns = std::move(*found);
    if (view->kind == 'm') {  // its rows may be older than the constraint that would prove anything
      for (ViewColumn& column : columns) column.nullable = true;
    }
  }
}

void keep_as_unsupported(const Relation& view, const QueryFailure& failure, Catalog& catalog) {
  catalog.database.unsupported.push_back({.kind = "view without a readable query",
                                          .name = view.table.name,
                                          .detail = std::string(essence(failure.what()))});
}

void read_one_by_one(const Questions& questions, const std::string& sql, Catalog& catalog,
                     Views& views) {
  for (Relation& view : catalog.relations) {
    if (!ir::is_view(view.table)) continue;
    const std::string only = fmt::format("c.relkind IN ('v', 'm') AND c.oid = {}", view.oid);
    std::string one = sql;
    replace_all(one, "c.relkind IN ('v', 'm')", only);
    try {
      read_definitions(questions.session().ask("views", "SAVEPOINT one_view; " + one), catalog,
                       views);
    } catch (const QueryFailure& failure) {
      if (failure.lost || failure.timed_out) throw;
      keep_as_unsupported(view, failure, catalog);
      std::ignore = questions.session().ask("views", "ROLLBACK TO SAVEPOINT one_view");
    }
  }
}

// -- what the views' columns show

// Whether a table's column can be NULL, in it or in one that inherits from it: a child may drop its
// parent's NOT NULL.
class NotNullColumns {
 public:
  explicit NotNullColumns(Catalog& catalog) : catalog_(catalog) {
    for (const Relation& relation : catalog.relations) {
      for (const Oid parent : relation.parents) children_[parent].push_back(&relation);
    }
  }

  bool operator()(ColumnId id) {
    const Relation* relation = catalog_.find_relation(id.relation);
    const RelationColumn* column = relation == nullptr ? nullptr : relation->find(id.column);
    return column != nullptr && holds(*relation, column->name);
  }

 private:
  // Nobody enforces the constraints of a foreign table.
  bool holds(const Relation& relation, const std::string& name) {
    const ir::Column* column = ir::find_column(relation.table, name);
    if (relation.kind == 'f' || column == nullptr || column->nullable) return false;
    const std::vector<const Relation*>& children = children_[relation.oid];
    if (children.size() < relation.heirs) return false;  // some live in a schema that is not read
    return std::all_of(children.begin(), children.end(),
                       [&](const Relation* child) { return holds(*child, name); });
  }

  Catalog& catalog_;
  std::unordered_map<Oid, std::vector<const Relation*>> children_;
};

std::optional<ir::ColumnReference> base_of(const ViewColumn& column, Catalog& catalog) {
  Relation* table = column.base ? catalog.find_relation(column.base->relation) : nullptr;
  const RelationColumn* base = table == nullptr ? nullptr : table->find(column.base->column);
  if (base == nullptr || table->hidden != Hidden::kNot || ir::is_view(table->table))
    return std::nullopt;
  return ir::ColumnReference{table->table.name, base->name};
}

void resolve_view_columns(Views& views, Catalog& catalog) {
  resolve(views, NotNullColumns(catalog));
  for (const auto& [oid, columns] : views) {
    Relation& view = *catalog.find_relation(oid);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      ir::Column* column = view.column(static_cast<std::int64_t>(i) + 1);
      if (column == nullptr) continue;
      column->nullable = columns[i].nullable;
      column->base = base_of(columns[i], catalog);
    }
  }
}

}  // namespace

void read_views(const Questions& questions, Catalog& catalog) {
  const std::string sql = questions.text("views");
  Views views;
  try {
    read_definitions(questions.session().ask("views", "SAVEPOINT views; " + sql), catalog, views);
  } catch (const QueryFailure& failure) {
    if (failure.lost || failure.timed_out) throw;
    std::ignore = questions.session().ask("views", "ROLLBACK TO SAVEPOINT views");
    read_one_by_one(questions, sql, catalog, views);
  }
  resolve_view_columns(views, catalog);
}

}  // namespace sqlx::introspect::postgres
