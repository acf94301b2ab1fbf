// Patterns of SQL as regular expressions of JavaScript, with the flags `su`.
//
// Only what means the same in both is translated. A pattern whose classes or case are the locale's
// beyond ASCII says so, and is tried on texts of printable ASCII only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sqlx::generators {

struct Pattern {
  std::string source;  // between the slashes
  bool ascii_only = false;
  bool ignores_case = false;

  [[nodiscard]] std::string literal() const;  // /…/su
};

// `escape` is empty, or one character. With `folds`, A to Z are equal to a to z and no other
// letters to one another.
[[nodiscard]] std::optional<Pattern> like_pattern(std::string_view pattern, std::string_view escape,
                                                  bool folds);
[[nodiscard]] std::optional<Pattern> glob_pattern(std::string_view pattern);
[[nodiscard]] std::optional<Pattern> regex_pattern(std::string_view pattern, bool ignores_case);

}  // namespace sqlx::generators
