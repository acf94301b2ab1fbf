// The functions of a schema as OpenAPI tells them: a path a name, whatever overloads it has. For
// the .cc files of this room only.
#pragma once

#include <vector>

#include "generators/application.h"
#include "generators/openapi_text.h"
#include "generators/openapi_views.h"

namespace sqlx::generators {

// Without those whose arguments have no names: they are called with a body that is the argument.
[[nodiscard]] std::vector<OpenApiFunction> openapi_functions(const Application& application,
                                                             SchemaHeaders& headers);

}  // namespace sqlx::generators
