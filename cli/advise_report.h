// How `sqlx advise` shows what it has found on a terminal.
#pragma once

#include <string>

#include "advise/finding.h"

namespace sqlx::cli {

[[nodiscard]] std::string text_of(const advise::Report& report);

}  // namespace sqlx::cli
