// A server's version as numbers: "10.11.6-MariaDB-log" is 10, 11, 6.
#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

namespace sqlx::wirepacks {

struct Version {
  std::array<int, 3> parts{};

  auto operator<=>(const Version&) const = default;
};

// Reads the numbers at the front; missing ones are 0.
[[nodiscard]] Version read_version(std::string_view text);
[[nodiscard]] std::string to_string(const Version& version);  // without zeros at the end

}  // namespace sqlx::wirepacks
