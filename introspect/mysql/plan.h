// What EXPLAIN FORMAT=JSON prints, on MySQL and on MariaDB, as a plan that other rooms understand.
#pragma once

#include <optional>
#include <string>

#include "introspect/consultation.h"

namespace sqlx::introspect::mysql {

// Nothing if the text is not what these servers print.
[[nodiscard]] std::optional<Plan> read_plan(std::string json);

}  // namespace sqlx::introspect::mysql
