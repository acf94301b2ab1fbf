// Columns: what the pragma tells of them, and what only the text of CREATE TABLE does.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "introspect/sqlite/read.h"
#include "wirepacks/types.h"

namespace sqlx::introspect::sqlite {
namespace {

enum Hidden : std::int64_t {
  kVisible = 0,
  kNoneOfRows = 1,  // a word of a module's queries, like `rank`: it holds nothing
  kVirtualColumn = 2,
  kStoredColumn = 3
};

// DEFAULT NULL is no default. A name is a string there, which no expression reader would guess.
std::optional<ir::Default> column_default(const wirepacks::WirePack& pack, const std::string& sql) {
  if (equal_fold(sql, "null")) return std::nullopt;
  if (auto value = name_as_string(sql)) {
    return ir::Default{.sql = sql, .kind = ir::DefaultKind::kLiteral, .value = std::move(*value)};
  }
  return wirepacks::read_default(pack, sql);
}

bool is_reserved(const wirepacks::WirePack& pack, std::string_view word) {
  const std::vector<std::string>& reserved = pack.lexical.reserved;
  return std::binary_search(reserved.begin(), reserved.end(), upper(word));
}

// Words, and in parentheses numbers behind them: what reads as a type where it stands.
bool reads_as_type(const wirepacks::WirePack& pack, std::string_view type) {
  const std::size_t size = std::min(type.find('('), type.size());
  std::string_view words = type.substr(0, size);
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, end);
    if (!word.empty() && (!is_plain_word(word) || is_reserved(pack, word))) return false;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  const std::string_view numbers = type.substr(size);
  return numbers.empty() || (size > 0 && numbers.ends_with(')') &&
                             numbers.find_first_not_of("0123456789+-., ", 1) == numbers.size() - 1);
}

// Any text is a type if it stands in quotes; the pragma tells it without them.
std::string type_words(const wirepacks::WirePack& pack, const std::string& type) {
  return reads_as_type(pack, type) ? type : quoted(type, '"');
}

ir::Column read_column(const wirepacks::WirePack& pack, const Row& row) {
  ir::Column column{.name = row.string(1),
                    .type = wirepacks::logical_type(pack, row.text(2)),
                    .database_type = type_words(pack, row.string(2))};
  column.nullable = !row.is_true(3);
  if (!row.is_null(4)) column.default_value = column_default(pack, bare_expression(row.text(4)));
  const std::int64_t hidden = row.integer(6);
  // The expression follows from the text.
  if (hidden >= kVirtualColumn) column.generated = ir::Generated{.stored = hidden == kStoredColumn};
  return column;
}

void place_in_key(TableDraft& table, const std::string& column, std::int64_t position) {
  if (position <= 0) return;
  const auto at = static_cast<std::size_t>(position);
  if (table.key_columns.size() < at) table.key_columns.resize(at);
  table.key_columns[at - 1] = column;
}

const DdlColumn* find_ddl(const DdlTable& ddl, const std::string& name) {
  const auto found =
      std::find_if(ddl.columns.begin(), ddl.columns.end(),
                   [&](const DdlColumn& column) { return equal_fold(column.name, name); });
  return found == ddl.columns.end() ? nullptr : &*found;
}

void add_text_of_column(ir::Column& column, const DdlColumn& ddl) {
  if (!equal_fold(ddl.collation, "BINARY")) column.collation = ddl.collation;
  if (!ddl.not_null_conflict.empty()) {
    ir::set_attribute(column.attributes, ir::AttributeKey::kConflict, ddl.not_null_conflict);
  }
  if (column.generated && ddl.generated) column.generated->sql = ddl.generated->sql;
}

// A primary key without an index of its own is the rowid: that column is never NULL, whatever its
// declaration says.
void add_rowid_key(TableDraft& draft) {
  if (draft.key_columns.empty() || draft.has_key_index) return;
  ir::Key key;
  for (const std::string& name : draft.key_columns) {
    key.columns.push_back({.column = name});
    for (ir::Column& column : draft.table.columns) {
      if (column.name != name) continue;
      column.nullable = false;
      column.identity =
          ir::Identity{.kind = draft.ddl.autoincrement ? ir::IdentityKind::kAutoIncrement
                                                       : ir::IdentityKind::kRowid};
    }
  }
  draft.table.primary_key = std::move(key);
}

void name_primary_key(TableDraft& draft) {
  if (!draft.table.primary_key || !draft.ddl.primary_key) return;
  draft.table.primary_key->name = draft.ddl.primary_key->name;
  const std::string& conflict = draft.ddl.primary_key->on_conflict;
  if (!conflict.empty())
    ir::set_attribute(draft.table.primary_key->attributes, ir::AttributeKey::kConflict, conflict);
}

void finish_table(Draft& draft, TableDraft& table) {
  for (ir::Column& column : table.table.columns) {
    if (const DdlColumn* ddl = find_ddl(table.ddl, column.name)) add_text_of_column(column, *ddl);
    if (column.generated && column.generated->sql.empty()) {
      draft.tell("generated column without an expression", table.table.name.name, column.name);
    }
  }
  add_rowid_key(table);
  name_primary_key(table);
  table.table.checks = table.ddl.checks;
  for (const std::string& words : table.ddl.unknown)
    draft.tell("clause of CREATE TABLE", table.table.name.name, words);
}

}  // namespace

bool read_columns(Draft& draft) {
  return draft.connection.ask("columns.sql", [&](const Row& row) {
    TableDraft* table = draft.find(row.text(0));
    if (table == nullptr || row.integer(6) == kNoneOfRows) return;
    ir::Column column = read_column(draft.pack, row);
    place_in_key(*table, column.name, row.integer(5));
    table->table.columns.push_back(std::move(column));
  });
}

void finish_tables(Draft& draft) {
  for (auto& [name, table] : draft.tables) {
    if (table.table.kind == ir::TableKind::kTable) finish_table(draft, table);
  }
}

}  // namespace sqlx::introspect::sqlite
