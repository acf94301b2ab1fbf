// Short ways to build schemas by hand in unit tests.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ir/schema.h"

namespace sqlx::ir::test {

using Strings = std::vector<std::string>;

inline std::vector<KeyPart> parts(const Strings& columns) {
  std::vector<KeyPart> out;
  for (const std::string& column : columns) out.push_back(KeyPart{.column = column});
  return out;
}

inline Key key(const Strings& columns, std::string name = {}) {
  return Key{.name = std::move(name), .columns = parts(columns)};
}

inline Column column(std::string name, bool nullable = false) {
  return Column{.name = std::move(name),
                .type = {.kind = TypeKind::kInt64},
                .database_type = "bigint",
                .nullable = nullable};
}

// A table of the schema `public` (or `schema.name`); a column that ends in `?` is nullable; the
// first `keys` ones are the primary key.
inline Table table(const std::string& name, const Strings& columns, std::size_t keys = 1) {
  const std::size_t dot = name.find('.');
  Table out;
  out.name = dot == std::string::npos ? ObjectName{"public", name}
                                      : ObjectName{name.substr(0, dot), name.substr(dot + 1)};
  for (const std::string& spec : columns) {
    const bool nullable = spec.ends_with('?');
    out.columns.push_back(column(spec.substr(0, spec.size() - (nullable ? 1 : 0)), nullable));
  }
  Strings first;
  for (std::size_t i = 0; i < keys; ++i) first.push_back(out.columns[i].name);
  if (keys > 0) out.primary_key = key(first, out.name.name + "_pkey");
  return out;
}

inline ForeignKey foreign_key(const Strings& columns, const Table& target,
                              const Strings& referenced = {"id"}) {
  std::string name = "fk";
  for (const std::string& part : columns) name += '_' + part;
  return ForeignKey{.name = std::move(name),
                    .columns = columns,
                    .references = target.name,
                    .referenced_columns = referenced};
}

inline Database database(std::vector<Table> tables) {
  Database out{.engine = "postgres",
               .server_version = "15.18",
               .default_schema = "public",
               .tables = std::move(tables)};
  normalise(out);
  return out;
}

}  // namespace sqlx::ir::test
