// Who answers where no server is up: a browser that asks meanwhile sees why, and asks again by
// itself.
#pragma once

#include <string_view>

#include "cli/ports.h"

namespace sqlx::cli {

// Answers everybody who waits now, with 503.
void stand_in(const Listener& listener, std::string_view troubles, std::string_view state);

}  // namespace sqlx::cli
