#include "sql/reading/catalog.h"

#include <algorithm>

#include "base/text.h"
#include "sql/infer.h"
#include "sql/reading/text_comparison.h"

namespace sqlx::sql {
namespace {

bool may_have_fractions(TypeClass type, std::optional<std::int32_t> precision,
                        const wirepacks::WirePack& pack) {
  const bool has_clock =
      type == TypeClass::kTime || type == TypeClass::kTimestamp || type == TypeClass::kTimestampTz;
  return has_clock && (precision ? *precision > 0 : !pack.has(wirepacks::Feature::kWholeSeconds));
}

std::int8_t known_scale(std::optional<std::int32_t> scale) {
  return scale && *scale >= 0 && *scale <= 100 ? static_cast<std::int8_t>(*scale) : std::int8_t{-1};
}

const std::vector<std::string>& labels_of(const ir::LogicalType& type, const ir::Database& schema) {
  const auto is_it = [&](const ir::Enum& each) { return type.name && each.name == *type.name; };
  const auto named = std::find_if(schema.enums.begin(), schema.enums.end(), is_it);
  return named == schema.enums.end() ? type.values : named->values;
}

ColumnInfo column_info(const ir::Column& column, const ir::Database& schema,
                       const wirepacks::WirePack& pack) {
  ColumnInfo info;
  info.name = column.name;
  info.type = class_of(column.type.kind);
  info.nullable = column.nullable;
  info.fractional = may_have_fractions(info.type, column.type.precision, pack);
  info.exact_text = is_exact_collation(column.collation, pack.has(wirepacks::Feature::kFoldsText));
  if (column.type.kind == ir::TypeKind::kDecimal) info.scale = known_scale(column.type.scale);
  info.automatic = column.identity.has_value();
  info.has_default = column.default_value.has_value();
  if (info.has_default && column.default_value->kind == ir::DefaultKind::kLiteral)
    info.default_value = column.default_value;
  info.length = column.type.values.empty() ? column.type.length.value_or(0) : 1;
  if (column.type.kind == ir::TypeKind::kEnum) info.labels = labels_of(column.type, schema);
  return info;
}

TableInfo table_info(const ir::Table& table, const ir::Database& schema,
                     const wirepacks::WirePack& pack) {
  TableInfo info;
  info.schema = table.name.schema;
  info.name = table.name.name;
  for (const ir::Column& column : table.columns)
    info.columns.push_back(column_info(column, schema, pack));
  if (table.primary_key) {
    KeyInfo key{{}, true, table.primary_key->name};
    for (const ir::KeyPart& part : table.primary_key->columns) key.columns.push_back(part.column);
    info.keys.push_back(std::move(key));
  }
  for (const auto& unique : table.uniques) {
    KeyInfo key{{}, false, unique.name};
    for (const ir::KeyPart& part : unique.columns) key.columns.push_back(part.column);
    info.keys.push_back(std::move(key));
  }
  for (ColumnInfo& column : info.columns) {
    column.refers = std::any_of(
        table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ir::ForeignKey& key) {
          return std::find(key.columns.begin(), key.columns.end(), column.name) !=
                 key.columns.end();
        });
  }
  return info;
}

bool has_labels(const TableInfo& table) {
  return std::any_of(table.columns.begin(), table.columns.end(),
                     [](const ColumnInfo& column) { return !column.labels.empty(); });
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

Catalog::Catalog(const wirepacks::WirePack& pack, const ir::Database* schema)
    : pack_(pack), complete_(schema != nullptr) {
  if (schema == nullptr) return;
  for (const ir::Table& table : schema->tables) {
    TableInfo info = table_info(table, *schema, pack);
    has_labels_ = has_labels_ || sqlx::sql::has_labels(info);
    tables_.insert_or_assign(folded(Name{table.name.name, true}), std::move(info));
    has_views_ = has_views_ || ir::is_view(table);
    for (const ir::ForeignKey& key : table.foreign_keys)
      referenced_.insert(folded(Name{key.references.name, true}));
  }
}

std::string Catalog::folded(const Name& name) const {
  const bool keeps = name.quoted && pack_.lexical.folds_names != "none";
  return keeps ? std::string(name.text) : lower(name.text);
}

std::string Catalog::key(List<Name> name) const {
  return name.empty() ? std::string() : folded(name.back());
}

const TableInfo* Catalog::table(List<Name> name) const {
  const std::string wanted = key(name);
  if (const auto changed = changed_.find(wanted); changed != changed_.end())
    return changed->second ? &*changed->second : nullptr;
  const auto found = tables_.find(wanted);
  return found == tables_.end() ? nullptr : &found->second;
}

std::vector<std::string> Catalog::table_names() const {
  std::vector<std::string> names;
  for (const auto& [key, table] : tables_) {
    if (!changed_.contains(key)) names.push_back(table.name);
  }
  for (const auto& [key, table] : changed_) {
    if (table) names.push_back(table->name);
  }
  return names;
}

bool Catalog::stands_alone(List<Name> name) const {
  const bool script_makes = std::any_of(changed_.begin(), changed_.end(),
                                        [](const auto& each) { return each.second.has_value(); });
  return complete_ && !script_makes && !has_views_ && !referenced_.contains(key(name));
}

bool Catalog::is_free(List<Name> name) const { return complete_ && table(name) == nullptr; }

void Catalog::add(TableInfo table) {
  has_labels_ = has_labels_ || sqlx::sql::has_labels(table);
  std::string key = folded(Name{table.name, true});
  changed_.insert_or_assign(std::move(key), std::move(table));
}

void Catalog::remove(List<Name> name) { changed_.insert_or_assign(key(name), std::nullopt); }

TableInfo* Catalog::change(List<Name> name) {
  has_labels_ = true;  // perhaps of a column that is added
  const TableInfo* found = table(name);
  if (found == nullptr) return nullptr;
  auto& changed = changed_[key(name)];
  if (!changed) changed = *found;
  return &*changed;
}

void Catalog::rename(List<Name> from, const Name& to) {
  const TableInfo* found = table(from);
  if (found == nullptr) return;
  TableInfo renamed = *found;
  renamed.name = to.text;
  remove(from);
  changed_.insert_or_assign(folded(to), std::move(renamed));
}

}  // namespace sqlx::sql
