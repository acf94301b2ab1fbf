// What server this is, and which queries it takes: for `sqlx doctor`.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "introspect/engine.h"

namespace sqlx::introspect::postgres {

[[nodiscard]] std::optional<Examination> examine(const Request& request,
                                                 std::span<const std::string> probes,
                                                 Diagnostics& diagnostics);

}  // namespace sqlx::introspect::postgres
