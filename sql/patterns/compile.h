// One row of a pack made into rules: its patterns parsed, metavariables found, meanings looked up.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "sql/patterns/rule.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// `is_reading`: from `spelled` to what the row means; otherwise back. Nothing if the row is malformed, which is told.
[[nodiscard]] std::optional<Rule> compile_rule(const wirepacks::FunctionRow& row, std::string_view spelled, bool is_reading,
                                               const wirepacks::WirePack& pack, Arena& arena, Diagnostics& diagnostics);

}  // namespace sqlx::sql
