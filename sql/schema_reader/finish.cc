// What can only be said when the whole file has been read: what foreign keys point to, which
// indexes come along with them, which columns are another name of the rowid or draw from a sequence
// that is theirs.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "ir/catalog.h"
#include "ir/check.h"
#include "sql/schema_reader/parts.h"

namespace sqlx::sql::schema_reader {
namespace {

// Whether the parent has all columns, spelled as it spells them.
bool spell_as_parent(const Draft& draft, const ir::Table& parent,
                     std::vector<std::string>& columns) {
  return std::all_of(columns.begin(), columns.end(), [&](std::string& name) {
    const auto found =
        std::find_if(parent.columns.begin(), parent.columns.end(),
                     [&](const ir::Column& each) { return draft.same(each.name, name); });
    if (found == parent.columns.end()) return false;
    name = found->name;
    return true;
  });
}

// What is wrong with a key, in words.
std::string resolve(Draft& draft, ir::ForeignKey& key) {
  const ir::Table* parent = draft.find_table(key.references);
  if (parent == nullptr) return fmt::format("`{}` does not exist", key.references.name);
  key.references = parent->name;
  if (key.referenced_columns.empty() && parent->primary_key)
    key.referenced_columns = ir::column_names(*parent->primary_key);
  if (key.referenced_columns.size() != key.columns.size()) {
    key.referenced_columns.clear();
    return fmt::format("`{}` has no primary key of that many columns", key.references.name);
  }
  if (spell_as_parent(draft, *parent, key.referenced_columns)) return {};
  return fmt::format("`{}` has no column `{}`", key.references.name,
                     join(key.referenced_columns, "` and `"));
}

void resolve_foreign_keys(Draft& draft) {
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    for (ir::ForeignKey& key : table.foreign_keys) {
      for (std::string& name : key.columns) {
        if (const ir::Column* own = draft.find_column(table, name)) name = own->name;
      }
      const std::string fault = resolve(draft, key);
      if (!fault.empty())
        draft.database.unsupported.push_back(ir::key_without_parent(table.name, key, fault));
    }
  });
}

bool begins_with(const std::vector<ir::KeyPart>& parts, const std::vector<std::string>& columns) {
  if (parts.size() < columns.size()) return false;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (parts[i].column != columns[i] || parts[i].prefix_length) return false;
  }
  return true;
}

bool has_index(const ir::Table& table, const std::vector<std::string>& columns) {
  const auto begins_key = [&](const ir::Key& each) { return begins_with(each.columns, columns); };
  const auto begins_index = [&](const ir::Index& each) {
    return each.method.empty() && begins_with(each.parts, columns);
  };
  return (table.primary_key && begins_key(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), begins_key) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), begins_index);
}

void add_index_of(Draft& draft, const ir::ForeignKey& key, ir::Table& table) {
  if (has_index(table, key.columns)) return;
  const bool named = std::find(draft.named_keys.begin(), draft.named_keys.end(),
                               ir::ObjectName{table.name.name, key.name}) != draft.named_keys.end();
  ir::Index index{.name = named ? key.name : default_name(draft, "index", table, key.columns)};
  for (const std::string& column : key.columns) index.parts.push_back({.column = column});
  table.indexes.push_back(std::move(index));
}

// An index of a partitioned table alone is worth something once each partition has given it one of
// its own.
void mark_invalid_indexes(Draft& draft) {
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    const auto serves = [](const ir::Table& partition, const ir::Index& index) {
      return std::any_of(
          partition.indexes.begin(), partition.indexes.end(),
          [&](const ir::Index& each) { return each.inherited && each.parts == index.parts; });
    };
    for (const LoneIndex& lone : draft.lone_indexes) {
      if (lone.table != table.name) continue;
      std::erase_if(table.indexes, [&](const ir::Index& index) {
        const bool is_valid =
            index.name != lone.name ||
            std::all_of(table.partitions.begin(), table.partitions.end(),
                        [&](const ir::Table& each) { return serves(each, index); });
        if (!is_valid)
          draft.database.unsupported.push_back({"invalid index",
                                                {table.name.schema, index.name},
                                                "on " + ir::identity(table.name),
                                                lone.sql});
        return !is_valid;
      });
    }
  });
}

bool is_rowid(const ir::Table& table) {
  if (!table.primary_key || table.primary_key->columns.size() != 1) return false;
  if (ir::find_attribute(table.attributes, ir::AttributeKey::kWithoutRowid) != nullptr)
    return false;
  const ir::KeyPart& part = table.primary_key->columns[0];
  const ir::Column* column = ir::find_column(table, part.column);
  return column != nullptr && equal_fold(column->database_type, "integer") && !part.descending;
}

void mark_rowids(Draft& draft) {
  if (!draft.stored.rowid_keys) return;
  for (ir::Table& table : draft.database.tables) {
    if (!table.primary_key) continue;
    const bool by_key =
        ir::find_attribute(table.attributes, ir::AttributeKey::kWithoutRowid) != nullptr ||
        ir::find_attribute(table.attributes, ir::AttributeKey::kStrict) != nullptr;
    const bool rowid = is_rowid(table);
    for (const ir::KeyPart& part : table.primary_key->columns) {
      ir::Column* column = draft.find_column(table, part.column);
      if (column == nullptr) continue;
      if (rowid || by_key) column->nullable = false;
      if (rowid && !column->identity)
        column->identity = ir::Identity{.kind = ir::IdentityKind::kRowid};
    }
  }
}

// A column is serial if it owns the sequence that its default draws from.
void mark_serials(Draft& draft) {
  for (const ir::Sequence& sequence : draft.database.sequences) {
    if (!sequence.owned_by) continue;
    ir::Table* table = draft.find_table(sequence.owned_by->table);
    ir::Column* column =
        table == nullptr ? nullptr : draft.find_column(*table, sequence.owned_by->column);
    if (column == nullptr || column->identity || !column->default_value) continue;
    if (column->default_value->sql == drawing_from(sequence.name))
      column->identity = ir::Identity{.kind = ir::IdentityKind::kSerial, .sequence = sequence.name};
  }
}

// A text with the check of documents is one, whoever wrote the check: dumps say it so.
void mark_documents(Draft& draft) {
  const std::string_view pattern = wirepacks::Stored::find(draft.stored.names, "document_check");
  if (pattern.empty()) return;
  for_each_table(draft.database.tables, [&](ir::Table& table) {
    for (ir::Column& column : table.columns) {
      if (column.type.kind != ir::TypeKind::kText || column.type.length) continue;
      std::string sql(pattern);
      replace_all(sql, "{column}", quoted(column.name, draft.pack.lexical.identifier_quote));
      const bool is_document =
          std::any_of(table.checks.begin(), table.checks.end(),
                      [&](const ir::Check& each) { return equal_fold(each.sql, sql); });
      if (is_document) column.type = {.kind = ir::TypeKind::kJson};
    }
  });
}

}  // namespace

void add_indexes_of_foreign_keys(Draft& draft, ir::Table& table) {
  if (!draft.stored.foreign_keys_make_indexes) return;
  for (const ir::ForeignKey& key : table.foreign_keys) add_index_of(draft, key, table);
}

void finish(Draft& draft) {
  resolve_foreign_keys(draft);
  mark_invalid_indexes(draft);
  for (ir::Table& table : draft.database.tables) add_indexes_of_foreign_keys(draft, table);
  mark_rowids(draft);
  mark_serials(draft);
  mark_documents(draft);
  ir::normalise(draft.database);
}

}  // namespace sqlx::sql::schema_reader
