// The description of the REST API for programs: api/rest/openapi.json, in OpenAPI 3.1.
//
// A path a table, whatever schemas have one of that name: a header says which is meant. What tables
// share (parameters, errors, filters by a column's name) stands in `components` once, so that
// hundreds of tables stay a file that tools can read. Schemas of rows come from the same facts as
// the validators.
//
//     Order           a row as it is answered; nothing is required, as `select` chooses
//     Order.new       what a new row is made of
//     Order.changes   what of a row is changed
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_openapi(const Application& application, const Templates& templates, FileSet& files,
                      Diagnostics& diagnostics);

}  // namespace sqlx::generators
