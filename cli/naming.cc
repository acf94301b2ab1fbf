#include "cli/naming.h"

#include "base/file.h"

namespace sqlx::cli {
namespace {

ir::NameOverride renamed(std::string path, const ConfigText& name) {
  return {.path = std::move(path), .name = name.text, .where = name.where};
}

void add_table(const TableNames& table, ir::NameOverrides& overrides) {
  const std::string& path = table.table.text;
  if (table.model) overrides.models.push_back(renamed(path, *table.model));
  for (const Renaming& column : table.columns) {
    overrides.fields.push_back(renamed(path + '.' + to_string(SchemaPath{{column.from.text}}), column.to));
  }
  for (const Renaming& relation : table.relations) {
    overrides.relations.push_back({.table = path,
                                   .key = relation.from.text,
                                   .end = ir::RelationEnd::kForward,
                                   .name = relation.to.text,
                                   .where = relation.to.where});
  }
}

ir::NameOverrides overrides_of(const Names& names) {
  ir::NameOverrides overrides;
  for (const TableNames& table : names.tables) add_table(table, overrides);
  for (const Renaming& label : names.enums) overrides.enums.push_back(renamed(label.from.text, label.to));
  return overrides;
}

ir::NameLock load_lock(const Environment& environment, Diagnostics& diagnostics) {
  const std::string path = environment.path_of(kNameLockFile);
  if (!file_exists(path)) return {};
  const std::optional<Source> source = read_file(path, diagnostics);
  return source ? ir::read_lock(*source, diagnostics).value_or(ir::NameLock{}) : ir::NameLock{};
}

}  // namespace

ir::Names names_for(const ir::Catalog& catalog, const ir::Relations& relations, const Config& config,
                    const Environment& environment, Diagnostics& diagnostics) {
  return ir::assign_names(catalog, relations, overrides_of(config.names), load_lock(environment, diagnostics), diagnostics);
}

}  // namespace sqlx::cli
