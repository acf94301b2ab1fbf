// The GraphQL API: api/graphql/schema.graphql, what its root fields mean, and the resolver files,
// which are the same for every schema.
//
// The schema is made here and is what clients see; at run time it is read back, so nothing is said
// twice. Beside it stands models.ts with what the text of a schema cannot say: which table a type
// is of, what each field that is no column or relation does, which label a member stands for.
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_graphql(const Application& application, const Templates& templates, FileSet& files,
                      Diagnostics& diagnostics);

}  // namespace sqlx::generators
