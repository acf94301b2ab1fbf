// A schema with its names, and ways to ask for one.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "ir/names.h"
#include "schema_builder.h"

namespace sqlx::ir::test {

struct Named {
  explicit Named(Database schema, const NameOverrides& overrides = {}, const NameLock& before = {})
      : data(std::move(schema)),
        catalog(data),
        relations(catalog),
        names(assign_names(catalog, relations, overrides, before, diagnostics)),
        lock(lock_of(catalog, relations, names)) {}
  Named(const Named&) = delete;
  Named& operator=(const Named&) = delete;

  [[nodiscard]] std::string operator[](const std::string& key) const {
    const auto found = lock.names.find(key);
    return found == lock.names.end() ? "(no such key)" : found->second;
  }

  [[nodiscard]] Strings messages() const {
    Strings out;
    for (const Diagnostic& item : diagnostics.items()) {
      out.push_back(fmt::format("{}: {} | {}", to_string(item.code), item.message, item.hint));
    }
    return out;
  }

  // The names of a table's relations, in their order.
  [[nodiscard]] Strings relations_of(const std::string& name,
                                     const std::string& schema = "public") const {
    const TableId id = *catalog.find_table({schema, name});
    Strings out;
    for (std::size_t i = 0; i < relations.of(id).size(); ++i)
      out.push_back(names.relations[relations.first(id) + i]);
    return out;
  }

  Database data;
  Diagnostics diagnostics;
  Catalog catalog;
  Relations relations;
  Names names;
  NameLock lock;
};

}  // namespace sqlx::ir::test
