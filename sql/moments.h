// Moments as texts: '2024-01-31', '2024-01-31T10:20', '2024-01-31 10:20:30.5+02', each in the one
// form that every dialect reads.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sqlx::sql {

// `YYYY-MM-DD HH:MM:SS` with the fraction that was there; of a zoned moment in UTC, otherwise a
// zone is left out as the source does. Nothing if the text is not of this kind.
[[nodiscard]] std::optional<std::string> full_moment(std::string_view text, bool is_zoned);

// '2024-1-5' as '2024-01-05'; nothing for what has a time of day, or is no date.
[[nodiscard]] std::optional<std::string> full_date(std::string_view text);

}  // namespace sqlx::sql
