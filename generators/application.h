// What every generator reads: the schema with all that is derived from it, built once.
//
// Generators ask this and nothing else: no file, no connection, no clock. Equal schema, names and
// settings give equal applications, and equal bytes.
#pragma once

#include <span>

#include "generators/settings.h"
#include "ir/catalog.h"
#include "ir/names.h"
#include "ir/relations.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::generators {

struct Application {
  const ir::Database& database;
  const ir::Catalog& catalog;
  const ir::Relations& relations;
  const ir::Names& names;
  std::span<const ir::TableId>
      models;  // the tables and views that code is made for: those with a column
  const wirepacks::WirePack& pack;  // of the database's engine, folded to its version
  const Settings& settings;

  [[nodiscard]] const ir::TableNames& names_of(ir::TableId table) const {
    return names.tables[ir::index(table)];
  }
};

}  // namespace sqlx::generators
