#include "ir/schema.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace sqlx::ir {
namespace {

template <class T, class Projection>
void sort_by(std::vector<T>& items, Projection projection) {
  std::stable_sort(items.begin(), items.end(),
                   [&](const T& a, const T& b) { return projection(a) < projection(b); });
}

void sort_unique(std::vector<std::string>& names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

void normalise(Table& table) {
  const auto by_name = [](const auto& item) { return std::tie(item.name); };
  const auto by_name_and_sql = [](const auto& item) { return std::tie(item.name, item.sql); };
  sort_by(table.uniques, [](const Key& key) { return std::pair(key.name, column_names(key)); });
  sort_by(table.foreign_keys, [](const ForeignKey& key) {
    return std::tie(key.name, key.columns, key.references, key.referenced_columns);
  });
  sort_by(table.checks, by_name_and_sql);
  sort_by(table.exclusions, by_name);
  sort_by(table.indexes, by_name);
  sort_by(table.triggers, by_name);
  sort_by(table.policies, by_name);
  std::sort(table.attributes.begin(), table.attributes.end());
  sort_unique(table.depends_on);
  for (Column& column : table.columns)
    std::sort(column.attributes.begin(), column.attributes.end());
  for (Table& partition : table.partitions) normalise(partition);
  sort_by(table.partitions, by_name);
}

}  // namespace

bool Table::operator==(const Table& other) const {
  const auto schema_of = [](const Table& t) {
    return std::tie(t.name, t.kind, t.comment, t.columns, t.primary_key, t.uniques, t.foreign_keys,
                    t.checks, t.exclusions, t.indexes, t.triggers, t.row_security, t.policies,
                    t.inherits, t.partitioning, t.partition_bound, t.partitions, t.definition,
                    t.depends_on, t.attributes);
  };
  return schema_of(*this) == schema_of(other);
}

std::string identity(const ObjectName& name) {
  std::string out;
  if (!name.schema.empty()) {
    append_quoted(out, name.schema, '"');
    out += '.';
  }
  append_quoted(out, name.name, '"');
  return out;
}

std::string identity(const Routine& routine) {
  return identity(routine.name) + '(' + routine.signature + ')';
}

void normalise(Database& database) {
  const auto by_name = [](const auto& item) { return std::tie(item.name); };
  sort_by(database.extensions, by_name);
  sort_by(database.schemas, by_name);
  sort_by(database.enums, by_name);
  sort_by(database.domains, by_name);
  sort_by(database.composites, by_name);
  sort_by(database.sequences, by_name);
  sort_by(database.tables, by_name);
  sort_by(database.routines,
          [](const Routine& r) { return std::tie(r.name, r.signature, r.kind); });
  std::sort(database.unsupported.begin(), database.unsupported.end());
  for (Table& table : database.tables) normalise(table);
  for (Routine& routine : database.routines) sort_unique(routine.depends_on);
  for (Domain& domain : database.domains) {
    sort_unique(domain.depends_on);
    sort_by(domain.checks, [](const Check& check) { return std::tie(check.name, check.sql); });
  }
}

bool is_view(const Table& table) {
  return table.kind == TableKind::kView || table.kind == TableKind::kMaterializedView;
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

std::vector<std::string> column_names(const Key& key) {
  std::vector<std::string> names;
  names.reserve(key.columns.size());
  for (const KeyPart& part : key.columns) names.push_back(part.column);
  return names;
}

const std::string* find_attribute(const Attributes& attributes, AttributeKey key) {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& attribute) { return attribute.key == key; });
  return found == attributes.end() ? nullptr : &found->value;
}

void set_attribute(Attributes& attributes, AttributeKey key, std::string value) {
  const auto at = std::find_if(attributes.begin(), attributes.end(),
                               [&](const Attribute& attribute) { return attribute.key >= key; });
  if (at != attributes.end() && at->key == key) {
    at->value = std::move(value);
  } else {
    attributes.insert(at, Attribute{key, std::move(value)});
  }
}

}  // namespace sqlx::ir
