// What EXPLAIN (FORMAT JSON, VERBOSE) prints, as a plan that other rooms understand.
#pragma once

#include <optional>
#include <string>

#include "introspect/consultation.h"

namespace sqlx::introspect::postgres {

// Nothing if the text is not what PostgreSQL prints.
[[nodiscard]] std::optional<Plan> read_plan(std::string json);

}  // namespace sqlx::introspect::postgres
