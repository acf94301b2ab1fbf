// The triggers that tell of changes, as a migration: api/graphql/changes.sql, for engines that can.
#pragma once

#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_graphql_changes(const Application& application, const Templates& templates,
                              FileSet& files, Diagnostics& diagnostics);

}  // namespace sqlx::generators
