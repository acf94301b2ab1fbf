// The pieces of a pack's `row_limits`: "TAKE {limit} SKIP {offset}" is a word, a blank, a word, a
// blank.
//
// The parser reads by them and the printer writes by them, so that a dialect's own way to cut a
// query's rows is one line of its pack.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "wirepacks/syntax.h"

namespace sqlx::sql {

struct LimitPiece {
  enum class Kind : std::uint8_t { kWord, kLimit, kOffset, kQuery };
  Kind kind = Kind::kWord;
  std::string_view text;  // of a word or a sign
};

// The pieces point into the text.
[[nodiscard]] std::vector<LimitPiece> pieces_of(std::string_view text);

[[nodiscard]] bool has_piece(const std::vector<LimitPiece>& pieces, LimitPiece::Kind kind);

}  // namespace sqlx::sql
