// Columns: types, defaults and what EXTRA says. MySQL and MariaDB agree on the columns of the
// catalog but not on how a default stands there; a flag of Server tells which it is.
#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "introspect/mysql/read.h"
#include "introspect/mysql/sql_text.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::mysql {
namespace {

using ir::AttributeKey;
using ir::TypeKind;

// How much of a table's columns this user may read.
struct Readable {
  std::size_t columns = 0;
  std::vector<std::string> hidden;
};

// `datetime /* mariadb-5.3 */` and `text /*M!100301 COMPRESSED*/` say in a comment how the column
// is stored.
void take_comments(ir::Column& column) {
  std::string& type = column.database_type;
  for (std::size_t begin = type.rfind("/*"); begin != std::string::npos && type.ends_with("*/");
       begin = type.rfind("/*")) {
    if (contains_fold(std::string_view(type).substr(begin), "COMPRESSED")) {
      set_attribute(column.attributes, AttributeKey::kAutoCompression, "compressed");
    }
    type = trim(std::string_view(type).substr(0, begin));
  }
}

// Does a literal of this type stand in quotes?
bool is_quoted_type(TypeKind kind) {
  switch (kind) {
    case TypeKind::kText:
    case TypeKind::kChar:
    case TypeKind::kBytes:
    case TypeKind::kEnum:
    case TypeKind::kSet:
    case TypeKind::kDate:
    case TypeKind::kTime:
    case TypeKind::kTimestamp:
    case TypeKind::kTimestampZoned: return true;
    default: return false;
  }
}

bool is_clock(const ir::Column& column, std::string_view text) {
  const bool moment =
      column.type.kind == TypeKind::kTimestamp || column.type.kind == TypeKind::kTimestampZoned;
  return moment && starts_with_fold(text, "CURRENT_TIMESTAMP");
}

// MySQL shows the bare text of a literal, `it's` for 'it''s', and only says in EXTRA if it is an
// expression instead.
std::string mysql_default(Catalog& catalog, const Rows& rows, const ir::Column& column,
                          std::vector<std::string>& depends_on) {
  const std::string_view text = rows.view("default_text");
  if (is_clock(column, text)) return std::string(text);
  if (contains_fold(rows.view("extra"), "DEFAULT_GENERATED"))
    return fmt::format("({})", catalog.expression(text, depends_on));
  const bool hexadecimal = column.type.kind == TypeKind::kBytes && text.starts_with("0x");
  return is_quoted_type(column.type.kind) && !hexadecimal ? quote_string(text) : std::string(text);
}

void read_default(Catalog& catalog, const Rows& rows, ir::Table& table, ir::Column& column) {
  const bool is_sql = catalog.server().defaults_are_sql;
  const std::string_view text = rows.view("default_text");
  if (rows.is_null("default_text") || (is_sql && equal_fold(text, "NULL"))) return;
  const std::string sql = is_sql ? catalog.text(text, table.depends_on)
                                 : mysql_default(catalog, rows, column, table.depends_on);
  column.default_value = wirepacks::read_default(catalog.server().pack, sql);
  const bool lossy =
      is_sql && column.type.kind == TypeKind::kBytes && sql.find('?') != std::string::npos;
  if (lossy)
    catalog.add_unsupported("default of a binary column", table.name,
                            column.name + ": the catalog shows `?` for bytes that are not text");
}

// The expression behind "on update ", which other words may follow.
std::string on_update_of(std::string_view extra) {
  constexpr std::string_view kMark = "on update ";
  const std::string folded = lower(extra);
  const std::size_t at = folded.find(kMark);
  if (at == std::string::npos) return {};
  const std::string_view rest = extra.substr(at + kMark.size());
  return std::string(rest.substr(0, rest.find_first_of(", ")));
}

// MariaDB's columns of a system-versioned table are generated too, but not from an expression.
void read_generated(Catalog& catalog, const Rows& rows, ir::Table& table, ir::Column& column) {
  const std::string_view extra = rows.view("extra");
  const bool stored =
      contains_fold(extra, "STORED GENERATED") || contains_fold(extra, "PERSISTENT");
  if (!stored && !contains_fold(extra, "VIRTUAL GENERATED")) return;
  const std::string_view expression = rows.view("generation");
  column.generated =
      ir::Generated{.sql = catalog.expression(expression, table.depends_on), .stored = stored};
  catalog.keep_lost_characters(table.name, column.name, expression);
  if (expression == "ROW START" || expression == "ROW END") {
    set_attribute(column.attributes, AttributeKey::kSystemVersioned,
                  expression == "ROW END" ? "row_end" : "row_start");
  }
}

void read_extra(const Rows& rows, ir::Column& column) {
  const std::string_view extra = rows.view("extra");
  if (contains_fold(extra, "auto_increment"))
    column.identity = ir::Identity{.kind = ir::IdentityKind::kAutoIncrement};
  column.on_update = on_update_of(extra);
  if (contains_fold(extra, "INVISIBLE"))
    set_attribute(column.attributes, AttributeKey::kInvisible, "true");
  if (contains_fold(extra, "WITHOUT SYSTEM VERSIONING"))
    set_attribute(column.attributes, AttributeKey::kSystemVersioned, "without");
}

// The character set and collation, where they are not those of the table. A view's columns have
// those of its query and of the connection that made it, which are no part of the schema.
void read_collation(const ir::Database& database, const Rows& rows, const ir::Table& table,
                    ir::Column& column) {
  const std::string collation = rows.text("collation_name");
  if (collation.empty() || is_view(table)) return;
  const std::string* own = find_attribute(table.attributes, AttributeKey::kCollation);
  const std::string& usual = own == nullptr ? database.collation : *own;
  if (collation == usual) return;
  column.collation = collation;
  if (charset_of(collation) != charset_of(usual))
    set_attribute(column.attributes, AttributeKey::kCharset, rows.text("charset"));
}

ir::Column read_column(Catalog& catalog, const Rows& rows, ir::Table& table) {
  ir::Column column{.name = rows.text("column_name"),
                    .database_type = rows.text("column_type"),
                    .nullable = rows.yes("nullable"),
                    .comment = rows.text("comment")};
  take_comments(column);
  column.type = wirepacks::logical_type(catalog.server().pack, column.database_type);
  if (contains_fold(column.database_type, "zerofill"))
    set_attribute(column.attributes, AttributeKey::kZerofill, "true");
  if (is_view(table)) return column;  // what else is said of it is said of the column behind it
  read_collation(catalog.database(), rows, table, column);
  read_extra(rows, column);
  read_generated(catalog, rows, table, column);
  if (!column.generated) read_default(catalog, rows, table, column);
  if (const auto srid = rows.number("srid"))
    set_attribute(column.attributes, AttributeKey::kSpatialReference, std::to_string(*srid));
  return column;
}

void report_unreadable(Catalog& catalog, const ir::Table& table, const Readable& readable) {
  if (readable.hidden.size() == readable.columns) {
    const bool broken = is_view(table) && !table.comment.empty();  // read_views tells
    if (!broken) catalog.leave_out({.kind = "table without SELECT privilege", .name = table.name});
  } else if (!readable.hidden.empty()) {
    const SchemaPath path{{table.name.schema, table.name.name}};
    catalog.diagnostics().add(Code::kUnreadableTable,
                              fmt::format("this user may not read {} of `{}`",
                                          enumerate(readable.hidden), to_string(path)),
                              path);
  }
}

}  // namespace

void read_columns(Catalog& catalog, Rows& rows) {
  std::map<const ir::Table*, Readable> readable;
  for (const ir::Table& table : catalog.database().tables) readable[&table] = {};
  while (rows.next()) {
    const bool selectable = contains_fold(rows.view("privileges"), "select");
    if (const ir::Sequence* sequence = catalog.find_sequence(rows);
        sequence != nullptr && !selectable) {
      catalog.leave_out({.kind = "sequence without SELECT privilege", .name = sequence->name});
    }
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    Readable& known = readable[table];
    ++known.columns;
    if (!selectable) known.hidden.push_back(rows.text("column_name"));
    table->columns.push_back(read_column(catalog, rows, *table));
  }
  for (const ir::Table& table : catalog.database().tables)
    report_unreadable(catalog, table, readable[&table]);
}

void read_spatial_systems(Catalog& catalog, Rows& rows) {
  while (rows.next()) {
    ir::Table* table = catalog.find_table(rows);
    if (table == nullptr) continue;
    for (ir::Column& column : table->columns) {
      if (column.name == rows.view("column_name"))
        set_attribute(column.attributes, AttributeKey::kSpatialReference, rows.text("srid"));
    }
  }
}

}  // namespace sqlx::introspect::mysql
