// Row limits that a dialect writes its own way, by the forms of its pack (sql/row_limit.h).
#include "sql/print/row_limits.h"

#include <algorithm>

namespace sqlx::sql {
namespace {

using wirepacks::RowLimit;
using Kind = LimitPiece::Kind;

// The form says just what the query says, and stands where the query can have it.
bool fits(const RowLimit& row, const Query& query) {
  const std::vector<LimitPiece> pieces = pieces_of(row.text);
  if (has_piece(pieces, Kind::kLimit) != (query.limit != nullptr)) return false;
  if (has_piece(pieces, Kind::kOffset) != (query.offset != nullptr)) return false;
  return row.place != RowLimit::Place::kSelect || query.body->is<Select>();
}

void print_sign(Writer& writer, std::string_view sign) {
  if (sign == "(") return writer.open();
  if (sign == ")") return writer.close();
  writer.comma();
}

void print_word(Writer& writer, std::string_view text) {
  if (text == "(" || text == ")" || text == ",") return print_sign(writer, text);
  writer.word(text);
}

}  // namespace

const RowLimit* row_limit_of(const wirepacks::WirePack& pack, const Query& query) {
  if (query.limit == nullptr && query.offset == nullptr) return nullptr;
  if (query.with_ties || query.limit_percent) return nullptr;
  const auto found = std::find_if(pack.row_limits.begin(), pack.row_limits.end(),
                                  [&](const RowLimit& row) { return fits(row, query); });
  return found == pack.row_limits.end() ? nullptr : &*found;
}

void print_around(Writer& writer, const RowLimit& row, const Query& query,
                  const std::function<void()>& print_inner) {
  if (query.order_by.empty() && !row.unordered.empty()) writer.word(row.unordered);
  for (const LimitPiece& piece : pieces_of(row.text)) {
    switch (piece.kind) {
      case Kind::kWord: print_word(writer, piece.text); break;
      case Kind::kLimit: print_operand(writer, *query.limit, kPrimary); break;
      case Kind::kOffset: print_operand(writer, *query.offset, kPrimary); break;
      case Kind::kQuery: print_inner(); break;
    }
  }
}

void print_row_limit(Writer& writer, const Query& query) {
  if (const RowLimit* row = row_limit_of(writer.pack(), query))
    print_around(writer, *row, query, [] {});
}

}  // namespace sqlx::sql
