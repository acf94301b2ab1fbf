// Two texts, line by line: where they agree, and how that is shown.
//
// The comparison is Myers': the fewest lines taken out and put in. Texts that differ in more than
// some thousand lines are not compared to the end: their middles count as different, which is true
// and only less fine.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx::generators {

// With their line ends; the last one may lack it.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

// Lines [before, before + count) of the one are lines [after, after + count) of the other.
struct Agreement {
  std::size_t before = 0;
  std::size_t after = 0;
  std::size_t count = 0;

  bool operator==(const Agreement&) const = default;
};

// In order, as long as they can be, and never empty.
[[nodiscard]] std::vector<Agreement> agreements(const std::vector<std::string_view>& before,
                                                const std::vector<std::string_view>& after);

// What `diff -u` prints, with three lines around each change; nothing for equal texts. An absent
// file is /dev/null to `patch`: names are as given.
void append_unified_diff(std::string& out, std::string_view before_name, std::string_view before,
                         std::string_view after_name, std::string_view after);

}  // namespace sqlx::generators
