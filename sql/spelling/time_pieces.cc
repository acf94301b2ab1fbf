#include "sql/spelling/time_pieces.h"

#include "sql/build.h"
#include "sql/patterns/time_format.h"

namespace sqlx::sql {
namespace {

constexpr std::size_t kMostPieces = 64;  // each says the moment again

const Expr* said(const TimeFormatPiece& piece, const Call& call, Arena& arena) {
  const Expr* text = string_literal(arena, piece.format);
  return piece.has_parts ? make_call(arena, Meaning::kFormatTime, {call.arguments[0], text}, call)
                         : text;
}

}  // namespace

const Expr* in_pieces(const Call& format_time, const wirepacks::WirePack& pack, Arena& arena) {
  const auto* format = format_time.arguments[1]->as<Literal>();
  if (format == nullptr || format->literal != LiteralKind::kString) return nullptr;
  const std::vector<TimeFormatPiece> pieces = time_format_pieces(format->text, pack);
  if (pieces.size() < 2 || pieces.size() > kMostPieces) return nullptr;
  std::vector<const Expr*> parts;
  parts.reserve(pieces.size());
  for (const TimeFormatPiece& piece : pieces) parts.push_back(said(piece, format_time, arena));
  return make_call(arena, Meaning::kConcat, arena.copy(parts), format_time);
}

}  // namespace sqlx::sql
