// A whole application in memory: schema in, files out.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "generators/file_set.h"
#include "generators/settings.h"
#include "generators/templates.h"
#include "ir/name_lock.h"
#include "ir/names.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::generators {

// What an application is made from. Equal inputs, equal bytes.
struct GenerationInput {
  const ir::Database& database;
  const wirepacks::WirePack& pack;  // of its engine
  const ir::NameOverrides& names;
  const ir::NameLock& lock;  // the names that were given last
  const Settings& settings;
};

struct Generation {
  FileSet files;
  ir::NameLock lock;  // the names that were given now
};

// By the generators named, or by all; kUnknownGenerator for a name that none of them has.
[[nodiscard]] Generation generate(const GenerationInput& input, const Templates& templates,
                                  std::span<const std::string> only, Diagnostics& diagnostics);

}  // namespace sqlx::generators
