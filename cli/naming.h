// Names for a schema as this project wants them: the rules of ir/names.h, the overrides of
// sqlx.yaml, and the lock of names given before.
#pragma once

#include "base/diagnostic.h"
#include "cli/config.h"
#include "ir/catalog.h"
#include "ir/names.h"
#include "ir/relations.h"

namespace sqlx::cli {

// Committed beside the application; only generating writes it.
inline constexpr std::string_view kNameLockFile = ".sqlx/names.json";

[[nodiscard]] ir::Names names_for(const ir::Catalog& catalog, const ir::Relations& relations,
                                  const Config& config, const Environment& environment,
                                  Diagnostics& diagnostics);

}  // namespace sqlx::cli
