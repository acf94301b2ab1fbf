// The typed ORM: orm/ of the application.
//
//     orm/models/<model>.ts   row, new row, conditions, keys, and the class with its finders, from
//     orm/model.ts orm/enums.ts, orm/composites.ts     types that the schema defines
//     orm/database.ts, orm/index.ts       all models, and the database that programs begin with
//     orm/runtime/, orm/engine/           what is the same for every schema, and for every schema
//     of the engine
#pragma once

#include "base/diagnostic.h"
#include "generators/application.h"
#include "generators/file_set.h"
#include "generators/templates.h"

namespace sqlx::generators {

void generate_orm(const Application& application, const Templates& templates, FileSet& files,
                  Diagnostics& diagnostics);

}  // namespace sqlx::generators
