// The queries behind views and materialised views.
//
// To write a view's query as SQL the server looks at all that the query names, and fails if part of it is broken or locked. Such a view must
// not take the whole reading with it, so then, and only then, views are asked for one by one.
#include <fmt/format.h>

#include "base/text.h"
#include "introspect/postgres/read.h"

namespace sqlx::introspect::postgres {
namespace {

// " SELECT …;" → "SELECT …"
std::string bare_query(std::string_view text) {
  text = trim(text);
  if (text.ends_with(';')) text.remove_suffix(1);
  return std::string(trim(text));
}

void read_definitions(const Rows& rows, Catalog& catalog) {
  for (Fields row : rows) {
    if (Relation* view = catalog.find_relation(row.oid())) view->table.definition = bare_query(row.text());
  }
}

void keep_as_unsupported(const Relation& view, const QueryFailure& failure, Catalog& catalog) {
  catalog.database.unsupported.push_back({.kind = "view without a readable query",
                                          .name = view.table.name,
                                          .detail = std::string(essence(failure.what()))});
}

void read_one_by_one(const Questions& questions, const std::string& sql, Catalog& catalog) {
  for (Relation& view : catalog.relations) {
    if (!ir::is_view(view.table)) continue;
    const std::string only = fmt::format("c.relkind IN ('v', 'm') AND c.oid = {}", view.oid);
    std::string one = sql;
    replace_all(one, "c.relkind IN ('v', 'm')", only);
    try {
      read_definitions(questions.session().ask("views", "SAVEPOINT one_view; " + one), catalog);
    } catch (const QueryFailure& failure) {
      if (failure.lost || failure.timed_out) throw;
      keep_as_unsupported(view, failure, catalog);
      std::ignore = questions.session().ask("views", "ROLLBACK TO SAVEPOINT one_view");
    }
  }
}

}  // namespace

void read_views(const Questions& questions, Catalog& catalog) {
  const std::string sql = questions.text("views");
  try {
    read_definitions(questions.session().ask("views", "SAVEPOINT views; " + sql), catalog);
  } catch (const QueryFailure& failure) {
    if (failure.lost || failure.timed_out) throw;
    std::ignore = questions.session().ask("views", "ROLLBACK TO SAVEPOINT views");
    read_one_by_one(questions, sql, catalog);
  }
}

}  // namespace sqlx::introspect::postgres
