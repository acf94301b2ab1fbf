// Shell-like patterns: `*` any characters, `?` one, everything else itself. Case matters, as it
// does in a database's own catalog.
#pragma once

#include <string_view>

namespace sqlx {

[[nodiscard]] bool glob_match(std::string_view pattern, std::string_view text);

}  // namespace sqlx
