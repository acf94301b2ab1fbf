// What the user may not see. information_schema shows nobody more than that: a user without rights
// gets an empty answer, and one with rights on some columns gets a table of those columns. Here it
// is told apart from a database that is empty and tables that are small.
#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "introspect/mysql/read.h"

namespace sqlx::introspect::mysql {

void read_rights(Catalog& catalog, Rows& rows) {
  Rights& rights = catalog.rights();
  while (rows.next()) {
    const std::string_view level = rows.view("level");
    const ir::ObjectName table = catalog.name(rows, "table_schema", "table_name");
    if (level == "server") rights.server = true;
    if (level == "schema") rights.schemas.insert(rows.text("table_schema"));
    if (level == "table") rights.tables.insert(table);
    if (level == "column") rights.columns.insert(table);
  }
}

namespace {

bool may_read_all(const Rights& rights, const std::string& schema) {
  return rights.server || rights.schemas.contains(schema);
}

void report_partial(Catalog& catalog, const ir::Table& table) {
  const Rights& rights = catalog.rights();
  const std::string& schema =
      table.name.schema.empty() ? catalog.server().chosen : table.name.schema;
  if (may_read_all(rights, schema) || rights.tables.contains(table.name) ||
      !rights.columns.contains(table.name))
    return;
  const SchemaPath path{{table.name.schema, table.name.name}};
  catalog.diagnostics().add(
      Code::kUnreadableTable,
      fmt::format("of `{}` only those columns were read that this user may SELECT",
                  to_string(path)),
      path, "GRANT SELECT on the whole table shows the others");
}

// One warning for each reason, with the names of what it keeps out.
void report_left_out(Catalog& catalog) {
  std::map<std::string, std::vector<std::string>> names;
  for (const ir::Unsupported& fact : catalog.left_out()) {
    names[fact.kind].push_back(to_string(SchemaPath{{fact.name.schema, fact.name.name}}));
  }
  for (const auto& [kind, left_out] : names) {
    catalog.diagnostics().add(Code::kUnreadableTable,
                              fmt::format("left out: {}: {}", kind, enumerate(left_out)), {},
                              "they stand on the schema's list of unsupported facts");
  }
}

}  // namespace

void check_rights(Catalog& catalog, const Target& target) {
  for (const ir::Table& table : catalog.database().tables) {
    if (!catalog.is_left_out(table.name)) report_partial(catalog, table);
  }
  report_left_out(catalog);
  bool blind = catalog.is_empty();
  for (const std::string& schema : catalog.schemas())
    blind = blind && !may_read_all(catalog.rights(), schema);
  if (!blind) return;
  const std::string& schema = catalog.schemas().front();
  catalog.diagnostics().add(
      Code::kNoGrants,
      fmt::format("user `{}` may read no table of {}", catalog.server().account,
                  enumerate(catalog.schemas())),
      target.url == nullptr ? Place() : Span{target.url, 0, target.url->text.size()},
      fmt::format("GRANT SELECT, SHOW VIEW ON `{}`.* TO the user, or ask its administrator to",
                  schema));
}

}  // namespace sqlx::introspect::mysql
