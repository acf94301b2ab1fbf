#include "sql/reading/catalog.h"

#include "base/text.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

// Collations by the ends of their names: utf8mb4_bin, utf8mb4_0900_as_cs, BINARY, RTRIM, C.
bool is_exact_collation(std::string_view collation, bool dialect_folds) {
  if (collation.empty()) return !dialect_folds;
  return !(collation.ends_with("_ci") || equal_fold(collation, "nocase"));
}

ColumnInfo column_info(const ir::Column& column, const wirepacks::WirePack& pack) {
  ColumnInfo info;
  info.name = column.name;
  info.type = class_of(column.type.kind);
  info.nullable = column.nullable;
  info.exact_text = is_exact_collation(column.collation, pack.has(wirepacks::Feature::kFoldsText));
  info.automatic = column.identity.has_value();
  info.has_default = column.default_value.has_value();
  return info;
}

TableInfo table_info(const ir::Table& table, const wirepacks::WirePack& pack) {
  TableInfo info;
  info.schema = table.name.schema;
  info.name = table.name.name;
  for (const ir::Column& column : table.columns) info.columns.push_back(column_info(column, pack));
  if (table.primary_key) {
    KeyInfo key{{}, true};
    for (const ir::KeyPart& part : table.primary_key->columns) key.columns.push_back(part.column);
    info.keys.push_back(std::move(key));
  }
  for (const auto& unique : table.uniques) {
    KeyInfo key;
    for (const ir::KeyPart& part : unique.columns) key.columns.push_back(part.column);
    info.keys.push_back(std::move(key));
  }
  return info;
}

}  // namespace

const ColumnInfo* TableInfo::column(std::string_view wanted) const {
  const ColumnInfo* folded = nullptr;
  for (const ColumnInfo& each : columns) {
    if (each.name == wanted) return &each;
    if (folded == nullptr && equal_fold(each.name, wanted)) folded = &each;
  }
  return folded;
}

Catalog::Catalog(const wirepacks::WirePack& pack, const ir::Database* schema) : pack_(pack), complete_(schema != nullptr) {
  if (schema == nullptr) return;
  for (const ir::Table& table : schema->tables) add(table_info(table, pack));
}

std::string Catalog::folded(const Name& name) const {
  const bool keeps = name.quoted && pack_.lexical.folds_names != "none";
  return keeps ? std::string(name.text) : lower(name.text);
}

std::string Catalog::key(List<Name> name) const { return name.empty() ? std::string() : folded(name.back()); }

const TableInfo* Catalog::table(List<Name> name) const {
  const auto found = tables_.find(key(name));
  return found == tables_.end() ? nullptr : &found->second;
}

std::vector<std::string> Catalog::table_names() const {
  std::vector<std::string> names;
  for (const auto& [key, table] : tables_) names.push_back(table.name);
  return names;
}

void Catalog::add(TableInfo table) {
  const Name name{table.name, true};
  std::string key = folded(name);
  tables_.insert_or_assign(std::move(key), std::move(table));
}

void Catalog::remove(List<Name> name) { tables_.erase(key(name)); }

TableInfo* Catalog::change(List<Name> name) {
  const auto found = tables_.find(key(name));
  return found == tables_.end() ? nullptr : &found->second;
}

void Catalog::rename(List<Name> from, const Name& to) {
  auto node = tables_.extract(key(from));
  if (node.empty()) return;
  node.mapped().name = to.text;
  node.key() = folded(to);
  tables_.insert(std::move(node));
}

}  // namespace sqlx::sql
