// The files of a TypeScript project around the generated code: package.json, tsconfig.json, the
// linter's configuration, CI.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

// Are there templates for applications on this engine?
[[nodiscard]] bool has_project(const wirepacks::WirePack& pack, const Templates& templates);

void generate_project(const Application& application, const Templates& templates, FileSet& files,
                      Diagnostics& diagnostics);

}  // namespace sqlx::generators
