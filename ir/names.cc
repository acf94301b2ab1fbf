#include "ir/names.h"

#include <utility>

#include "base/text.h"
#include "ir/identifier.h"
#include "ir/inflect.h"
#include "ir/name_keys.h"
#include "ir/naming.h"

namespace sqlx::ir {
namespace {

// Empty names of the right number, for the scopes to fill.
Names blank_names(const Catalog& catalog, const Relations& relations) {
  const Database& database = catalog.database();
  Names names;
  for (const Table& table : database.tables) {
    TableNames& blank = names.tables.emplace_back();
    blank.fields.resize(table.columns.size());
    blank.column_enums.resize(table.columns.size());
  }
  names.relations.resize(relations.all().size());
  for (const Enum& item : database.enums)
    names.enums.emplace_back().members.resize(item.values.size());
  for (const Composite& item : database.composites)
    names.composites.emplace_back().members.resize(item.fields.size());
  for (const Routine& item : database.routines)
    names.routines.emplace_back().arguments.resize(item.arguments.size());
  return names;
}

void lock_table(NameLock& lock, const Table& table, const TableNames& names) {
  const auto keep = [&](std::string key, const std::string& name) {
    lock.names.emplace(std::move(key), name);
  };
  keep(name_key(name_kind::kModel, table.name), names.model);
  keep(name_key(name_kind::kSingular, table.name), names.singular);
  keep(name_key(name_kind::kPlural, table.name), names.plural);
  keep(name_key(name_kind::kCollection, table.name), names.collection);
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    keep(name_key(name_kind::kColumn, table.name, column.name), names.fields[i]);
    const TypeNames& own = names.column_enums[i];
    if (own.type.empty()) continue;
    keep(name_key(name_kind::kColumnEnum, table.name, column.name), own.type);
    for (std::size_t v = 0; v < own.members.size(); ++v) {
      keep(name_key(name_kind::kColumnMember, table.name, column.name, own_labels(column.type)[v]),
           own.members[v]);
    }
  }
}

void lock_types(NameLock& lock, const Database& database, const Names& names) {
  for (std::size_t i = 0; i < database.enums.size(); ++i) {
    const Enum& item = database.enums[i];
    lock.names.emplace(name_key(name_kind::kEnum, item.name), names.enums[i].type);
    for (std::size_t v = 0; v < item.values.size(); ++v) {
      lock.names.emplace(name_key(name_kind::kMember, item.name, item.values[v]),
                         names.enums[i].members[v]);
    }
  }
  for (std::size_t i = 0; i < database.composites.size(); ++i) {
    const Composite& item = database.composites[i];
    lock.names.emplace(name_key(name_kind::kComposite, item.name), names.composites[i].type);
    for (std::size_t f = 0; f < item.fields.size(); ++f) {
      lock.names.emplace(name_key(name_kind::kCompositeField, item.name, item.fields[f].name),
                         names.composites[i].members[f]);
    }
  }
}

}  // namespace

const std::vector<std::string>& own_labels(const LogicalType& type) {
  return type.element.empty() ? type.values : own_labels(type.element.front());
}

Words singular_words(std::string_view name) {
  Words words = identifier_words(name);
  words.back() = singular(words.back());
  return words;
}

std::string field_name(std::string camel) {
  if (is_reserved(camel, NameUse::kField)) camel += '_';
  return camel;
}

std::string field_name(std::span<const std::string> words) { return field_name(camel_case(words)); }

std::string noun(std::string_view model) {
  if (model.ends_with(kModelSuffix)) {
    const std::string_view bare = model.substr(0, model.size() - kModelSuffix.size());
    if (is_reserved(bare, NameUse::kType)) return std::string(bare);
  }
  return std::string(model);
}

std::string lower_first(std::string text) {
  if (!text.empty()) text.front() = to_lower(text.front());
  return text;
}

bool in_default_schema(const Database& database, const ObjectName& name) {
  return name.schema.empty() || name.schema == database.default_schema;
}

Names assign_names(const Catalog& catalog, const Relations& relations,
                   const NameOverrides& overrides, const NameLock& lock, Diagnostics& diagnostics) {
  Names names = blank_names(catalog, relations);
  const Rulings rulings{.overrides = resolve_overrides(catalog, relations, overrides, diagnostics),
                        .lock = lock,
                        .diagnostics = diagnostics};
  const Naming naming{
      .catalog = catalog, .relations = relations, .rulings = rulings, .names = names};
  name_types(naming);
  name_routines(naming);
  name_fields(naming);
  return names;
}

Names assign_names(const Catalog& catalog, const Relations& relations) {
  Diagnostics nothing_to_say;
  return assign_names(catalog, relations, {}, {}, nothing_to_say);
}

NameLock lock_of(const Catalog& catalog, const Relations& relations, const Names& names) {
  const Database& database = catalog.database();
  NameLock lock;
  for (std::size_t i = 0; i < database.tables.size(); ++i)
    lock_table(lock, database.tables[i], names.tables[i]);
  lock_types(lock, database, names);
  for (std::size_t i = 0; i < database.routines.size(); ++i) {
    lock.names.emplace(name_key(database.routines[i]), names.routines[i].name);
  }
  for (std::size_t i = 0; i < names.relations.size(); ++i) {
    lock.names.emplace(name_key(catalog, relations.all()[i]), names.relations[i]);
  }
  return lock;
}

}  // namespace sqlx::ir
