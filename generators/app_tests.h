// The tests of the generated application: factories that make rows which the schema takes, and a
// suite that each model goes through.
//
// They run against a database of their own, made from the statements that recreate the schema
// (sql/ddl.h) and dropped at the end.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_tests(const Application& application, const Templates& templates, FileSet& files,
                    Diagnostics& diagnostics);

}  // namespace sqlx::generators
