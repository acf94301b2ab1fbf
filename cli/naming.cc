#include "cli/naming.h"

#include "base/file.h"

namespace sqlx::cli {
namespace {

ir::NameLock load_lock(const Environment& environment, Diagnostics& diagnostics) {
  const std::string path = environment.path_of(kNameLockFile);
  if (!file_exists(path)) return {};
  const std::optional<Source> source = read_file(path, diagnostics);
  return source ? ir::read_lock(*source, diagnostics).value_or(ir::NameLock{}) : ir::NameLock{};
}

}  // namespace

ir::Names names_for(const ir::Catalog& catalog, const ir::Relations& relations,
                    const Config& config, const Environment& environment,
                    Diagnostics& diagnostics) {
  return ir::assign_names(catalog, relations, config.names, load_lock(environment, diagnostics),
                          diagnostics);
}

}  // namespace sqlx::cli
