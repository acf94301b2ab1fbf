#include "cli/duration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "base/text.h"

namespace sqlx::cli {
namespace {

struct Unit {
  std::string_view name;
  double milliseconds;
};

constexpr std::array<Unit, 5> kUnits = {
    {{"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}}};
constexpr double kLongest = 86'400'000;  // a day

}  // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  text = trim(text);
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc()) return std::nullopt;
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(end - text.data())));
  const auto* const found =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& row) { return row.name == unit; });
  if (found == kUnits.end()) return std::nullopt;
  const double milliseconds = std::round(number * found->milliseconds);
  if (!(milliseconds >= 1 && milliseconds <= kLongest)) return std::nullopt;
  return std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds));
}

}  // namespace sqlx::cli
