// How long to wait, as people write it: `10`, `10s`, `1.5s`, `500ms`, `2m`.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace sqlx::cli {

// From a millisecond to a day; a bare number counts seconds.
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace sqlx::cli
