// The documentation of an application: docs/ of it.
//
//     docs/schema.json     what docs/pages show of the schema, and what other tools may read of it
//     docs/schema/         the same as Markdown: README.md, and a file a table in tables/
//     docs/pages/, docs/routes.ts     the pages, and the plugin that serves them: the same for
//     every schema
//
// The API's own description is generators/openapi.h.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_docs(const Application& application, const Templates& templates, FileSet& files,
                   Diagnostics& diagnostics);

}  // namespace sqlx::generators
