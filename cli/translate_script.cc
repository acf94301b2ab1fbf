#include "cli/translate_script.h"

#include <fmt/format.h>

#include <iterator>

#include "cli/translate_json.h"

namespace sqlx::cli {

using sql::Outcome;
using sql::Piece;
using sql::StatementText;

void ScriptTranslation::put_text(const StatementText& text) {
  std::string& out = output_.text;
  if (translated_.fidelity == Outcome::kUnsupported) {
    fmt::format_to(std::back_inserter(out), "-- the statement of line {} was not translated\n",
                   text.first_line);
  } else if (!translated_.sql.empty()) {
    out += translated_.sql;
    out += ";\n";
  }
}

void ScriptTranslation::put_json(const StatementText& text) {
  output_.text += is_first_ ? "\n" : ",\n";
  is_first_ = false;
  append_statement(output_.text, text.text, translated_);
}

void ScriptTranslation::put(const StatementText& text) {
  if (translated_.fidelity == Outcome::kUnsupported) is_complete_ = false;
  if (options_.strict) require_exact(translated_, text.span());
  options_.json ? put_json(text) : put_text(text);
  output_.piece_done();
  teller_.tell(translated_.diagnostics);
}

void ScriptTranslation::translate(const StatementText& text) {
  translator_.translate(text, translated_);
  others_.explain(text, translated_.diagnostics);
  if (verifier_ != nullptr) verifier_->verify(text, translated_);
  put(text);
}

// What has waited for the end.
void ScriptTranslation::finish() {
  StatementText text;
  while (translator_.finish(translated_, text)) {
    if (verifier_ != nullptr) verifier_->verify(text, translated_);
    put(text);
  }
}

void ScriptTranslation::start_rows(const StatementText& copy) {
  knows_rows_ = rows_.start(copy.text);
  if (knows_rows_) return;
  translated_ = {};
  translated_.fidelity = Outcome::kUnsupported;
  translated_.diagnostics.add(
      Code::kCopyFormat, "the rows of this COPY are in a format that sqlx does not read",
      copy.span(), "leave the options out, and give the rows as text with tabs between them");
  put(copy);
}

void ScriptTranslation::add_row(const StatementText& row) {
  if (!knows_rows_) return;
  rows_.add(row);
  if (rows_.is_full()) translate(rows_.take());
}

void ScriptTranslation::finish_rows() {
  if (knows_rows_ && rows_.has_rows()) translate(rows_.take());
  knows_rows_ = false;
}

void ScriptTranslation::take(const Piece& piece) {
  if (piece.kind != Piece::Kind::kRow) finish_rows();
  switch (piece.kind) {
    case Piece::Kind::kStatement: return translate(piece.text);
    case Piece::Kind::kCopy: return start_rows(piece.text);
    case Piece::Kind::kRow: return add_row(piece.text);
    case Piece::Kind::kComment:
      if (!options_.json) translator_.carry_comment(piece.text.text, output_.text);
      return output_.piece_done();
  }
}

void ScriptTranslation::run(sql::StatementReader& reader) {
  if (options_.json) output_.text += "{\"statements\":[";
  Diagnostics found;
  while (!output_.has_failed()) {
    const std::optional<Piece> piece = reader.next(found);
    teller_.tell(found);
    aside_.append(found);
    if (found.has_errors()) is_complete_ = false;
    found = {};
    if (!piece) break;
    take(*piece);
  }
  finish_rows();
  finish();
  if (!options_.json) return;
  output_.text += is_first_ ? "],\n" : "\n],\n";
  append_diagnostics(output_.text, aside_);
  output_.text += "}\n";
}

}  // namespace sqlx::cli
