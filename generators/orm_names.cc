#include "generators/orm_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "generators/domains.h"

namespace sqlx::generators {
namespace {

constexpr auto kSessionMembers =
    std::to_array<std::string_view>({"close", "execute", "query", "transaction"});

// Names that the files have in which modules of models are imported.
constexpr auto kFileNames = std::to_array<std::string_view>(
    {"composites", "connect", "createDatabase", "db", "enums", "errors", "fromEnvironment",
     "models", "orm", "sql", "t", "table", "tables"});

template <class Array>
bool contains(const Array& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string first_upper(std::string text) {
  if (!text.empty()) text.front() = to_upper(text.front());
  return text;
}

// Nothing if a part is an expression or no column.
std::optional<ModelKey> key_of(const ir::Table& table, const std::string& name,
                               const std::vector<ir::KeyPart>& parts, bool primary) {
  ModelKey key{.name = name, .columns = {}, .primary = primary};
  for (const ir::KeyPart& part : parts) {
    const ir::Column* column = part.column.empty() ? nullptr : ir::find_column(table, part.column);
    if (column == nullptr) return std::nullopt;
    key.columns.push_back(static_cast<std::size_t>(column - table.columns.data()));
  }
  return key.columns.empty() ? std::nullopt : std::optional(std::move(key));
}

void add_key(std::vector<ModelKey>& keys, std::optional<ModelKey> key) {
  if (!key) return;
  const auto same = [&](const ModelKey& other) {
    return std::set(other.columns.begin(), other.columns.end()) ==
           std::set(key->columns.begin(), key->columns.end());
  };
  if (std::none_of(keys.begin(), keys.end(), same)) keys.push_back(std::move(*key));
}

bool domain_has_default(const ir::Database& database, const ir::LogicalType& type) {
  const ir::Domain* domain = find_domain(database, type);
  return domain != nullptr && (domain->default_value || domain_has_default(database, domain->type));
}

}  // namespace

std::string model_file(std::string_view model) {
  std::string out;
  for (std::size_t i = 0; i < model.size(); ++i) {
    const bool begins_word =
        is_upper(model[i]) && i > 0 && !is_upper(model[i - 1]) && model[i - 1] != '_';
    if (begins_word) out += '-';
    out += model[i];
  }
  return lower(out);
}

// A name that begins with no letter, as `_2fa`, is the same for the model and for one row of it.
std::string model_module(const ir::TableNames& names) {
  const bool taken = contains(kFileNames, names.singular) || names.singular == names.model;
  return taken ? names.singular + '_' : names.singular;
}

std::string database_member(const Application& application, ir::TableId table) {
  std::string name = application.names_of(table).singular;
  if (!contains(kSessionMembers, name)) return name;
  name += "Model";
  const auto taken = [&](const ir::TableNames& other) { return other.singular == name; };
  while (std::any_of(application.names.tables.begin(), application.names.tables.end(), taken))
    name += '_';
  return name;
}

std::vector<ModelKey> keys_of(const ir::Table& table) {
  std::vector<ModelKey> keys;
  if (table.primary_key)
    add_key(keys, key_of(table, table.primary_key->name, table.primary_key->columns, true));
  for (const ir::Key& unique : table.uniques)
    add_key(keys, key_of(table, unique.name, unique.columns, false));
  for (const ir::Index& index : table.indexes) {
    if (index.unique && index.predicate.empty())
      add_key(keys, key_of(table, index.name, index.parts, false));
  }
  // A unique key that may be NULL does not tell all rows, so the others come first.
  std::stable_partition(keys.begin(), keys.end(), [&](const ModelKey& key) {
    return key.primary ||
           std::none_of(key.columns.begin(), key.columns.end(),
                        [&](std::size_t column) { return table.columns[column].nullable; });
  });
  return keys;
}

std::vector<std::string> finders_of(const ir::TableNames& names,
                                    const std::vector<ModelKey>& keys) {
  std::vector<std::string> finders;
  std::set<std::string> taken;
  for (const ModelKey& key : keys) {
    std::vector<std::string> fields;
    for (const std::size_t column : key.columns)
      fields.push_back(first_upper(names.fields[column]));
    std::string name = "findBy" + join(fields, "And");
    while (taken.contains(name) || taken.contains(name + "OrThrow")) name += '_';
    taken.insert(name);
    taken.insert(name + "OrThrow");
    finders.push_back(std::move(name));
  }
  return finders;
}

bool can_be_written(const ir::Column& column) {
  return !column.generated &&
         !(column.identity && column.identity->kind == ir::IdentityKind::kAlways);
}

bool must_be_given(const Application& application, const ir::Column& column) {
  return !column.nullable && !column.default_value && !column.identity &&
         !domain_has_default(application.database, column.type);
}

}  // namespace sqlx::generators
