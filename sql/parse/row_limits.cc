// Row limits that a dialect writes its own way, read by the forms of its pack: TAKE 5 SKIP 2,
// SELECT FIRST 5 a FROM t.
//
// The forms are followed side by side as long as each fits what is there; forms that begin alike
// are one to the reader.
#include <algorithm>

#include "base/text.h"
#include "sql/parse/parser.h"

namespace sqlx::sql {

using Place = wirepacks::RowLimit::Place;

bool Parser::at_piece(const LimitPiece& piece) {
  return piece.kind == LimitPiece::Kind::kWord && !at(TokenKind::kEnd) &&
         equal_fold(text(current()), piece.text);
}

bool Parser::at_row_limit(Place place) {
  return std::any_of(grammar_.row_limits.begin(), grammar_.row_limits.end(),
                     [&](const RowLimitForm& form) {
                       return form.place == place && at_piece(form.pieces.front());
                     });
}

// Whether there was one.
bool Parser::row_limit(Place place, const Expr*& limit, const Expr*& offset) {
  std::vector<const RowLimitForm*> fitting;
  for (const RowLimitForm& form : grammar_.row_limits) {
    if (form.place == place && at_piece(form.pieces.front())) fitting.push_back(&form);
  }
  if (fitting.empty()) return false;
  for (std::size_t i = 0; follow(fitting, i, limit, offset);) ++i;
  return true;
}

// One piece: a word that is here, else a blank; the forms that have another one there drop out.
bool Parser::follow(std::vector<const RowLimitForm*>& fitting, std::size_t index,
                    const Expr*& limit, const Expr*& offset) {
  const auto keep = [&](auto fits) {
    std::vector<const RowLimitForm*> kept;
    std::copy_if(fitting.begin(), fitting.end(), std::back_inserter(kept),
                 [&](const RowLimitForm* form) {
                   return form->pieces.size() > index && fits(form->pieces[index]);
                 });
    if (!kept.empty()) fitting = kept;
    return !kept.empty();
  };
  if (keep([&](const LimitPiece& piece) { return at_piece(piece); })) {
    advance();
    return !failed();
  }
  const bool is_whole = std::any_of(fitting.begin(), fitting.end(), [&](const RowLimitForm* form) {
    return form->pieces.size() == index;
  });
  if (is_whole) return false;
  if (keep([](const LimitPiece& piece) { return piece.kind == LimitPiece::Kind::kLimit; })) {
    limit = expression();
    return !failed();
  }
  if (keep([](const LimitPiece& piece) { return piece.kind == LimitPiece::Kind::kOffset; })) {
    offset = expression();
    return !failed();
  }
  fail(fitting.front()->pieces[index].text);
  return false;
}

}  // namespace sqlx::sql
