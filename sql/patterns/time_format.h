// Formats of dates and times: 'YYYY-MM-DD HH24:MI', '%Y-%m-%d %H:%i'.
//
// In the middle a format is its literal text with the parts of a moment in braces,
// `{year}-{month}-{day} {hour}:{minute}`; a brace of the text is written twice. Which token a
// dialect has for which part stands in its pack (`time_format`); a part without a token there, or a
// token that the pack does not know, is refused.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "wirepacks/pack.h"

namespace sqlx::sql {

[[nodiscard]] bool decode_time_format(std::string_view text, const wirepacks::WirePack& pack,
                                      std::string& out);
[[nodiscard]] bool encode_time_format(std::string_view text, const wirepacks::WirePack& pack,
                                      std::string& out);

// A format of the middle cut where the dialect has no token for a part: what it can say at once
// stays together, each other part stands alone.
struct TimeFormatPiece {
  std::string format;
  bool has_parts = false;  // or else it is the literal text, as it is
};
[[nodiscard]] std::vector<TimeFormatPiece> time_format_pieces(std::string_view text,
                                                              const wirepacks::WirePack& pack);

}  // namespace sqlx::sql
