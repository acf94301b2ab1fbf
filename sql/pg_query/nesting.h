// How deep libpg_query would have to go for a text, estimated before it is asked: beyond some ten
// thousands of levels it runs out of stack, and the program with it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sqlx::sql::pg_query {

// The byte at which the text is nested too deeply, if it is. The estimate is on the safe side: what
// counts is how many tokens stand in a row, over all parentheses that are open, without a comma or
// word that begins something new.
[[nodiscard]] std::optional<std::size_t> too_deep_at(std::string_view text);

}  // namespace sqlx::sql::pg_query
