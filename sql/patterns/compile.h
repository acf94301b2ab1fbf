// One row of a pack made into rules: its patterns parsed, metavariables found, meanings looked up.
#pragma once

#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "sql/parse/grammar.h"
#include "sql/patterns/rule.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// `grammar`: of the row's own dialect, `dialect` its name. `is_reading`: from `spelled` to what the
// row means; otherwise back. Nothing if the row is malformed, which is told.
[[nodiscard]] std::optional<Rule> compile_rule(const wirepacks::FunctionRow& row,
                                               std::string_view spelled, bool is_reading,
                                               const Grammar& grammar, std::string_view dialect,
                                               Arena& arena, Diagnostics& diagnostics);

}  // namespace sqlx::sql
