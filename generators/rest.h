// The REST API of the application: api/rest/.
//
// Its program is templates/rest/api, the same for every schema; what an engine says in its own
// words is in templates/rest/<engine>. From the schema comes data only: resources.ts lists the
// tables and views with their validators, functions.ts the functions that can be called.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_rest(const Application& application, const Templates& templates, FileSet& files,
                   Diagnostics& diagnostics);

}  // namespace sqlx::generators
