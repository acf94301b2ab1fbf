// Whether the schema has changed, without reading it: for `sqlx dev`.
#pragma once

#include <optional>
#include <string>

#include "introspect/engine.h"

namespace sqlx::introspect::mysql {

[[nodiscard]] std::optional<std::string> fingerprint(const Request& request,
                                                     Diagnostics& diagnostics);

}  // namespace sqlx::introspect::mysql
