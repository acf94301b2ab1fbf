// A script, statement by statement: the text of each without its delimiter, the comments that stand
// between them, and the rows of a COPY.
//
// It understands no SQL. It knows what a semicolon may hide in (strings, quoted names, comments,
// dollar quotes, as the pack's dialect has them, and bodies of routines: body_nesting.h) and what
// belongs to the client and not to the server: DELIMITER, backslash commands of psql, dot commands
// of the sqlite3 shell. Memory is that of the largest statement, which has a bound.
//
// MySQL's conditional comments are code: one that stands where a statement may begin begins one.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "sql/script/body_nesting.h"
#include "sql/script/input_window.h"
#include "sql/statement_text.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

struct Piece {
  enum class Kind : std::uint8_t {
    kStatement,
    kComment,  // with its signs; a line comment without the line end
    kCopy,     // COPY … FROM STDIN: the pieces that follow are its rows
    kRow,      // one line of such data
  };
  Kind kind = Kind::kStatement;
  StatementText text;  // good until the next piece is asked for
};

class StatementReader {
 public:
  static constexpr std::size_t kMostBytes = 256U << 20U;  // of one statement

  // `file` is what messages call the input. The pack has to outlive the reader.
  StatementReader(InputWindow::Fill fill, std::string file, const wirepacks::WirePack& pack,
                  std::size_t most_bytes = kMostBytes,
                  std::size_t chunk = InputWindow::kUsualChunk);
  StatementReader(std::string_view whole, std::string file, const wirepacks::WirePack& pack);

  // Another text, with what was allocated for the last one.
  void restart(std::string_view whole);

  // Nothing at the end. What cannot be read (a string without an end, a statement that is too
  // large) is an error, and left out.
  [[nodiscard]] std::optional<Piece> next(Diagnostics& diagnostics);

 private:
  // What a byte may begin, outside of quotes.
  enum class Sign : std::uint8_t {
    kPlain,
    kQuote,
    kLineComment,
    kBlockComment,
    kDollar,
    kDelimiter,
    kWord,
    kOther
  };
  enum class Rows : std::uint8_t { kNone, kBegin, kInside };  // of COPY
  using Signs = std::array<Sign, 256>;

  void prepare();
  void begin_piece();
  [[nodiscard]] bool more();
  [[nodiscard]] bool has(std::size_t bytes);
  [[nodiscard]] bool stands_here(std::string_view text);
  [[nodiscard]] bool at_line_comment();
  [[nodiscard]] bool at_conditional_comment();
  [[nodiscard]] bool at_block_comment();
  [[nodiscard]] bool at_client_command();
  [[nodiscard]] bool is_behind_name() const;
  [[nodiscard]] bool is_escape_string() const;
  [[nodiscard]] std::string_view word_here();

  void skip_blanks();
  [[nodiscard]] bool begins_plain_word() const;
  [[nodiscard]] bool skip_to_piece(Diagnostics& diagnostics);
  void skip_client_command(Diagnostics& diagnostics);
  [[nodiscard]] bool set_delimiter();
  void skip_line();
  void skip_block_comment();
  void skip_quoted();
  [[nodiscard]] char closing_of(char open) const;
  void skip_dollar_quoted();
  void skip_plain();
  void scan_statement();
  void step();
  void must_end(bool ends, std::string_view what, std::size_t begin);

  [[nodiscard]] std::optional<Piece> comment(Diagnostics& diagnostics);
  [[nodiscard]] std::optional<Piece> statement(Diagnostics& diagnostics);
  [[nodiscard]] std::optional<Piece> row(Diagnostics& diagnostics);
  [[nodiscard]] Piece piece(Piece::Kind kind, std::string_view text) const;
  [[nodiscard]] bool report(Diagnostics& diagnostics);
  [[nodiscard]] Span place(std::size_t begin) const;

  const wirepacks::WirePack& pack_;
  std::string file_;
  std::size_t most_bytes_;
  InputWindow window_;
  Signs signs_{};           // of all that a statement's end may hide in
  Signs watching_signs_{};  // the same, and words and signs, while a body may come
  std::string delimiter_ = ";";
  BodyNesting nesting_;
  Rows rows_ = Rows::kNone;

  // Of the piece that is being read.
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::optional<Span> too_large_;  // its front, once it is too large to be kept
  std::string_view open_;          // what never ends: "a string"; empty if all does
  std::size_t open_at_ = 0;
};

}  // namespace sqlx::sql
