#include "wirepacks/version.h"

#include <fmt/format.h>

#include "base/text.h"

namespace sqlx::wirepacks {

Version read_version(std::string_view text) {
  constexpr int kMost = 1'000'000;
  Version version;
  std::size_t at = 0;
  for (int& part : version.parts) {
    if (at >= text.size() || !is_digit(text[at])) break;
    for (; at < text.size() && is_digit(text[at]) && part < kMost; ++at)
      part = part * 10 + (text[at] - '0');
    if (at >= text.size() || text[at] != '.') break;
    ++at;
  }
  return version;
}

std::string to_string(const Version& version) {
  const auto& [major, minor, patch] = version.parts;
  if (patch != 0) return fmt::format("{}.{}.{}", major, minor, patch);
  if (minor != 0) return fmt::format("{}.{}", major, minor);
  return fmt::to_string(major);
}

}  // namespace sqlx::wirepacks
