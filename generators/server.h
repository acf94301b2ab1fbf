// The server of the generated application, and what its APIs share (api/runtime): configuration,
// authentication, access, limits, metrics, and how it starts and stops.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_server(const Application& application, const Templates& templates, FileSet& files,
                     Diagnostics& diagnostics);

}  // namespace sqlx::generators
