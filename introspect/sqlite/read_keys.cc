// Indexes, the keys that stand on them, and foreign keys.
//
// The pragmas say which indexes and keys there are; names and clauses come from the text, and the
// two are brought together by their columns: SQLite makes one index of two equal constraints, so
// counting would go wrong.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "introspect/sqlite/read.h"
#include "ir/check.h"

namespace sqlx::introspect::sqlite {
namespace {

constexpr std::string_view kBinary = "BINARY";

struct PartRow {
  std::int64_t column_id = 0;  // negative for an expression
  ir::KeyPart part;            // `collation` is the one in use, written or not
};

struct IndexRows {
  TableDraft* table = nullptr;
  std::string name;
  std::string origin;  // c, u, pk
  bool unique = false;
  std::vector<PartRow> parts;
};

std::string_view collation_of(const TableDraft& table, std::string_view column) {
  for (const DdlColumn& ddl : table.ddl.columns) {
    if (equal_fold(ddl.name, column) && !ddl.collation.empty()) return ddl.collation;
  }
  return kBinary;
}

// The IR names a collation only where it is not the column's own.
ir::KeyPart without_usual_collation(const TableDraft& table, ir::KeyPart part) {
  if (equal_fold(part.collation, collation_of(table, part.column))) part.collation.clear();
  return part;
}

bool is_same_key(const TableDraft& table, const DdlKey& ddl, const IndexRows& rows) {
  return std::equal(ddl.parts.begin(), ddl.parts.end(), rows.parts.begin(), rows.parts.end(),
                    [&](const DdlKeyPart& written, const PartRow& row) {
                      const std::string_view collation = written.collation.empty()
                                                             ? collation_of(table, written.column)
                                                             : std::string_view(written.collation);
                      return equal_fold(written.column, row.part.column) &&
                             equal_fold(collation, row.part.collation);
                    });
}

ir::Key to_key(const IndexRows& rows) {
  ir::Key key;
  for (const PartRow& row : rows.parts)
    key.columns.push_back(without_usual_collation(*rows.table, row.part));
  return key;
}

void add_unique(const IndexRows& rows) {
  ir::Key key = to_key(rows);
  for (const DdlKey& ddl : rows.table->ddl.uniques) {
    if (!is_same_key(*rows.table, ddl, rows)) continue;
    key.name = ddl.name;
    if (!ddl.on_conflict.empty())
      ir::set_attribute(key.attributes, ir::AttributeKey::kConflict, ddl.on_conflict);
    break;
  }
  rows.table->table.uniques.push_back(std::move(key));
}

void add_primary_key(const IndexRows& rows) {
  rows.table->has_key_index = true;
  rows.table->table.primary_key = to_key(rows);
}

ir::KeyPart expression_part(const PartRow& row, const DdlIndex& ddl, std::size_t at) {
  ir::KeyPart part{.descending = row.part.descending};
  if (at >= ddl.parts.size()) return part;
  // The rowid is a name in the text, but no column of the table.
  part.expression =
      ddl.parts[at].expression.empty() ? ddl.parts[at].column : ddl.parts[at].expression;
  part.collation = ddl.parts[at].collation;
  return part;
}

void add_index(const IndexRows& rows, const std::string& sql) {
  const DdlIndex ddl = read_create_index(sql);
  ir::Index index{.name = rows.name, .unique = rows.unique, .predicate = ddl.predicate};
  for (std::size_t i = 0; i < rows.parts.size(); ++i) {
    const PartRow& row = rows.parts[i];
    index.parts.push_back(row.column_id < 0 ? expression_part(row, ddl, i)
                                            : without_usual_collation(*rows.table, row.part));
  }
  rows.table->table.indexes.push_back(std::move(index));
}

void add_part(std::vector<IndexRows>& indexes, TableDraft* table, const Row& row) {
  if (indexes.empty() || indexes.back().name != row.text(1)) {
    indexes.push_back(
        {.table = table, .name = row.string(1), .origin = row.string(3), .unique = row.is_true(2)});
  }
  PartRow part{.column_id = row.integer(4)};
  part.part = {.column = row.string(5), .descending = row.is_true(6), .collation = row.string(7)};
  indexes.back().parts.push_back(std::move(part));
}

std::map<std::string, std::string> statements_of_indexes(const Draft& draft) {
  std::map<std::string, std::string> statements;
  for (const StoredObject& object : draft.objects) {
    if (object.type == "index") statements[object.name] = object.sql;
  }
  return statements;
}

constexpr auto kActions = std::to_array<std::pair<std::string_view, ir::ReferentialAction>>({
    {"RESTRICT", ir::ReferentialAction::kRestrict},
    {"CASCADE", ir::ReferentialAction::kCascade},
    {"SET NULL", ir::ReferentialAction::kSetNull},
    {"SET DEFAULT", ir::ReferentialAction::kSetDefault},
});

ir::ReferentialAction to_action(std::string_view words) {
  for (const auto& [name, action] : kActions) {
    if (name == words) return action;
  }
  return ir::ReferentialAction::kNoAction;
}

void add_pair(ir::ForeignKey& key, const Row& row) {
  key.columns.push_back(row.string(3));
  if (!row.is_null(4)) key.referenced_columns.push_back(row.string(4));
}

// A row begins a key when its number is not that of the row before.
void add_foreign_key_row(TableDraft& table, std::int64_t& number, const Row& row) {
  if (number != row.integer(1)) {
    number = row.integer(1);
    table.table.foreign_keys.push_back({.references = {kSchema, row.string(2)},
                                        .on_delete = to_action(row.text(6)),
                                        .on_update = to_action(row.text(5))});
  }
  add_pair(table.table.foreign_keys.back(), row);
}

// The same order on both sides: foreign_keys.sql turns SQLite's numbers round.
void add_text_of_keys(TableDraft& table) {
  std::vector<ir::ForeignKey>& keys = table.table.foreign_keys;
  if (keys.size() != table.ddl.foreign_keys.size()) return;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const DdlForeignKey& ddl = table.ddl.foreign_keys[i];
    keys[i].name = ddl.name;
    keys[i].match = ddl.match;
    keys[i].deferrability = ddl.deferrability;
  }
}

// Names as the parent spells them; false if it has no such column.
bool spell_as_parent(const ir::Table& parent, std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](std::string& name) {
    const auto found =
        std::find_if(parent.columns.begin(), parent.columns.end(),
                     [&](const ir::Column& column) { return equal_fold(column.name, name); });
    if (found == parent.columns.end()) return false;
    name = found->name;
    return true;
  });
}

// What is wrong with a key, in words; SQLite itself finds out when a row is written.
std::string resolve(Draft& draft, ir::ForeignKey& key) {
  const TableDraft* parent = draft.find(key.references.name);
  if (parent == nullptr) return fmt::format("`{}` does not exist", key.references.name);
  key.references = parent->table.name;
  if (key.referenced_columns.empty() && parent->table.primary_key) {
    key.referenced_columns = ir::column_names(*parent->table.primary_key);
  }
  if (key.referenced_columns.size() != key.columns.size()) {
    key.referenced_columns.clear();
    return fmt::format("`{}` has no primary key of that many columns", key.references.name);
  }
  if (spell_as_parent(parent->table, key.referenced_columns)) return {};
  return fmt::format("`{}` has no column `{}`", key.references.name,
                     join(key.referenced_columns, "` and `"));
}

void resolve_foreign_keys(Draft& draft) {
  for (auto& [name, table] : draft.tables) {
    add_text_of_keys(table);
    for (ir::ForeignKey& key : table.table.foreign_keys) {
      const std::string fault = resolve(draft, key);
      if (fault.empty()) continue;
      draft.unsupported.push_back(ir::key_without_parent(table.table.name, key, fault));
    }
  }
}

}  // namespace

bool read_indexes(Draft& draft) {
  std::vector<IndexRows> indexes;
  const bool answered = draft.connection.ask("indexes.sql", [&](const Row& row) {
    if (TableDraft* table = draft.find(row.text(0))) add_part(indexes, table, row);
  });
  const std::map<std::string, std::string> statements = statements_of_indexes(draft);
  for (const IndexRows& rows : indexes) {
    if (rows.origin == "pk") {
      add_primary_key(rows);
    } else if (rows.origin == "u") {
      add_unique(rows);
    } else {
      const auto statement = statements.find(rows.name);
      add_index(rows, statement == statements.end() ? std::string() : statement->second);
    }
  }
  return answered;
}

bool read_foreign_keys(Draft& draft) {
  const TableDraft* last = nullptr;
  std::int64_t number = -1;
  const bool answered = draft.connection.ask("foreign_keys.sql", [&](const Row& row) {
    TableDraft* table = draft.find(row.text(0));
    if (table == nullptr) return;
    if (std::exchange(last, table) != table) number = -1;
    add_foreign_key_row(*table, number, row);
  });
  resolve_foreign_keys(draft);
  return answered;
}

}  // namespace sqlx::introspect::sqlite
