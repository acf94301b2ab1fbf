// A report as a JSON document; docs/advise.md says what is in it.
#pragma once

#include <span>
#include <string>

#include "advise/finding.h"
#include "base/diagnostic.h"

namespace sqlx::advise {

[[nodiscard]] std::string json_of(const Report& report, std::span<const Diagnostic> diagnostics);

}  // namespace sqlx::advise
