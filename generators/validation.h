// Validators: for each table a file of TypeScript that says of a value, before the database sees
// it, everything that is wrong with it.
//
// A value is accepted when the database would accept it: types, lengths and ranges as the engine
// keeps them, and each CHECK constraint compiled to SQL's three-valued logic
// (generators/validation/). What cannot be decided outside of the database is left to it, said in
// the file, and told.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_validation(const Application& application, const Templates& templates, FileSet& files,
                         Diagnostics& diagnostics);

}  // namespace sqlx::generators
