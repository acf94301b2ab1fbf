// Variables in values: `${NAME}`, `${NAME:-default}`, and `$${` for the two characters `${`.
//
// A default is used where the variable is unset or empty, as in a shell, and may hold variables
// itself. What a variable holds is text and stays so: it is not expanded again. A `$` without a
// brace is only a `$`, since passwords are full of them.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/redact.h"

namespace sqlx::cli {

using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

enum class Unset : bool { kIsProblem, kIsEmpty };

struct ExpansionProblem {
  std::string message;
  std::string hint;
  Range where;  // in the text that was to be expanded
};

// Appends to `out`; stops at the first problem.
[[nodiscard]] std::optional<ExpansionProblem> expand(std::string_view text, const Lookup& lookup,
                                                     Unset unset, std::string& out);

}  // namespace sqlx::cli
