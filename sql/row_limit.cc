#include "sql/row_limit.h"

#include <algorithm>

namespace sqlx::sql {
namespace {

LimitPiece piece_of(std::string_view text) {
  using Kind = LimitPiece::Kind;
  if (text == "{limit}") return {Kind::kLimit, text};
  if (text == "{offset}") return {Kind::kOffset, text};
  if (text == "{query}") return {Kind::kQuery, text};
  return {Kind::kWord, text};
}

bool is_sign(char c) { return c == '(' || c == ')' || c == ','; }

}  // namespace

// A sign is a piece of its own; all else ends at a space or a sign.
std::vector<LimitPiece> pieces_of(std::string_view text) {
  std::vector<LimitPiece> pieces;
  while (!text.empty()) {
    const std::size_t size =
        is_sign(text.front()) ? 1 : std::min(text.find_first_of(" (),"), text.size());
    if (size > 0) pieces.push_back(piece_of(text.substr(0, size)));
    text.remove_prefix(size);
    if (text.starts_with(' ')) text.remove_prefix(1);
  }
  return pieces;
}

bool has_piece(const std::vector<LimitPiece>& pieces, LimitPiece::Kind kind) {
  return std::any_of(pieces.begin(), pieces.end(),
                     [&](const LimitPiece& piece) { return piece.kind == kind; });
}

}  // namespace sqlx::sql
