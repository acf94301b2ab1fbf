#include "sql/script/statement_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "sql/script/copy_rows.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kVariantConditional =
    "/*M!";  // of those who have conditional comments and add their own
constexpr std::string_view kEndOfRows = "\\.";
constexpr std::size_t kMostTag = 64;
constexpr std::size_t kMostShown = 200;  // bytes of a text that is too large, or never ends

// Commands of clients that bring in more than they say themselves: what is left out with them is
// not told by the script.
constexpr std::string_view kReadingCommands[] = {"\\i", "\\ir",  "\\include", "\\copy",   "\\gexec",
                                                 "\\.", ".read", ".import",   ".restore", ".load"};

bool is_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Where the first of two characters stands; the text's size if neither does.
std::size_t find_either(std::string_view text, char a, char b) {
  std::size_t at = 0;
  while (at < text.size() && text[at] != a && text[at] != b) ++at;
  return at;
}

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view first_word(std::string_view line) {
  return line.substr(0, line.find_first_of(" \t\r\n"));
}

}  // namespace

StatementReader::StatementReader(InputWindow::Fill fill, std::string file,
                                 const wirepacks::WirePack& pack, std::size_t most_bytes,
                                 std::size_t chunk)
    : pack_(pack),
      file_(std::move(file)),
      most_bytes_(most_bytes),
      window_(std::move(fill), chunk) {
  prepare();
}

StatementReader::StatementReader(std::string_view whole, std::string file,
                                 const wirepacks::WirePack& pack)
    : pack_(pack), file_(std::move(file)), most_bytes_(whole.size() + 1), window_(whole) {
  prepare();
}

void StatementReader::restart(std::string_view whole) {
  window_.restart(whole);
  most_bytes_ = whole.size() + 1;
  line_ = column_ = 1;
  rows_ = Rows::kNone;
  if (delimiter_ == ";") return;
  delimiter_ = ";";
  prepare();
}

// ------------------------------------------------------------------------------------------- signs

void StatementReader::prepare() {
  const wirepacks::Lexical& lexical = pack_.lexical;
  const auto mark = [&](char c, Sign sign) { signs_[static_cast<unsigned char>(c)] = sign; };
  signs_.fill(Sign::kPlain);
  mark(delimiter_.front(), Sign::kDelimiter);
  mark(lexical.block_comment.front(), Sign::kBlockComment);
  for (const std::string& begin : lexical.line_comments) mark(begin.front(), Sign::kLineComment);
  if (lexical.dollar_strings) mark('$', Sign::kDollar);
  mark('\'', Sign::kQuote);
  mark(lexical.identifier_quote, Sign::kQuote);
  for (const std::string& quotes : lexical.identifier_quotes) mark(quotes.front(), Sign::kQuote);
  if (lexical.double_quoted_strings || lexical.double_quoted_fallback) mark('"', Sign::kQuote);
  for (std::size_t i = 0; i < signs_.size(); ++i) {
    const char c = static_cast<char>(i);
    const Sign otherwise = is_name_byte(c) ? Sign::kWord
                           : is_space(c)   ? Sign::kPlain
                                           : Sign::kOther;
    watching_signs_[i] = signs_[i] == Sign::kPlain ? otherwise : signs_[i];
  }
}

bool StatementReader::more() {
  if (window_.size() >= most_bytes_ && !too_large_) too_large_ = place(0);
  if (too_large_) begin_piece();
  return window_.refill();
}

bool StatementReader::has(std::size_t bytes) {
  while (static_cast<std::size_t>(window_.end - window_.at) < bytes) {
    if (!more()) return false;
  }
  return true;
}

bool StatementReader::stands_here(std::string_view text) {
  return has(1) && *window_.at == text.front() && has(text.size()) &&
         window_.rest().starts_with(text);
}

// `--`, `#`; `-- ` with a blank wants any blank, or the end of the input.
bool StatementReader::at_line_comment() {
  for (std::string_view begin : pack_.lexical.line_comments) {
    const bool wants_blank = begin.ends_with(' ');
    if (wants_blank) begin.remove_suffix(1);
    if (!stands_here(begin)) continue;
    if (!wants_blank || !has(begin.size() + 1) ||
        static_cast<unsigned char>(window_.at[begin.size()]) <= ' ')
      return true;
  }
  return false;
}

bool StatementReader::at_conditional_comment() {
  const std::string& begin = pack_.lexical.conditional_comment;
  return !begin.empty() && (stands_here(begin) || stands_here(kVariantConditional));
}

bool StatementReader::at_block_comment() {
  return stands_here(pack_.lexical.block_comment) && !at_conditional_comment();
}

// `a$b$` is a name.
bool StatementReader::is_behind_name() const {
  return window_.at > window_.begin && is_name_byte(window_.at[-1]);
}

// E'…', but not `name'…'`.
bool StatementReader::is_escape_string() const {
  const std::string_view before = window_.looked_at();
  if (before.empty() || to_lower(before.back()) != 'e') return false;
  return before.size() == 1 || !is_name_byte(before[before.size() - 2]);
}

std::string_view StatementReader::word_here() {
  std::size_t size = 0;
  while (has(size + 1) && is_name_byte(window_.at[size])) ++size;
  return window_.rest().substr(0, size);
}

// --------------------------------------------------------------------------------- what ends where

// Forgets what stands before `at`, and counts its lines.
void StatementReader::begin_piece() {
  std::size_t lines = 0;
  std::string_view last = window_.looked_at();
  for (std::size_t end = last.find('\n'); end != std::string_view::npos; end = last.find('\n')) {
    last.remove_prefix(end + 1);
    ++lines;
  }
  const auto begins_character = [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  };
  line_ += lines;
  column_ = (lines == 0 ? column_ : 1) +
            static_cast<std::size_t>(std::count_if(last.begin(), last.end(), begins_character));
  window_.begin = window_.at;
}

void StatementReader::skip_blanks() {
  while (has(1) && is_space(*window_.at)) ++window_.at;
}

// To the line's end, or the input's.
void StatementReader::skip_line() {
  while (has(1)) {
    const std::string_view rest = window_.rest();
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    window_.at += end;
    if (end < rest.size()) return;
  }
}

void StatementReader::must_end(bool ends, std::string_view what, std::size_t begin) {
  if (ends || too_large_ || !open_.empty()) return;
  open_ = what;
  open_at_ = begin;
}

void StatementReader::skip_block_comment() {
  const std::string& opening = pack_.lexical.block_comment;
  const std::string& closing = pack_.lexical.block_comment_end;
  const bool nests = pack_.lexical.nested_comments;
  const std::size_t begin = window_.looked_at().size();
  int depth = 1;
  window_.at += opening.size();
  while (depth > 0 && has(1)) {
    const std::string_view rest = window_.rest();
    window_.at += find_either(rest, closing.front(), nests ? opening.front() : closing.front());
    if (stands_here(closing)) {
      --depth;
      window_.at += closing.size();
    } else if (nests && stands_here(opening)) {
      ++depth;
      window_.at += opening.size();
    } else if (has(1)) {
      ++window_.at;
    }
  }
  must_end(depth == 0, "a comment", begin);
}

// What closes a quoted name or string that this opens.
char StatementReader::closing_of(char open) const {
  for (const std::string& quotes : pack_.lexical.identifier_quotes) {
    if (quotes.front() == open) return quotes.back();
  }
  return open;
}

void StatementReader::skip_quoted() {
  const wirepacks::Lexical& lexical = pack_.lexical;
  const std::size_t begin = window_.looked_at().size();
  const char open = *window_.at;
  const char close = closing_of(open);
  const bool is_string = open == '\'' || (open == '"' && lexical.double_quoted_strings);
  const bool escapes =
      is_string && (lexical.backslash_escapes || (lexical.escape_strings && is_escape_string()));
  const char sign = lexical.backslash_escapes ? lexical.escape_sign : '\\';
  ++window_.at;
  while (has(1)) {
    const std::string_view rest = window_.rest();
    window_.at +=
        escapes ? find_either(rest, close, sign) : std::min(rest.find(close), rest.size());
    if (window_.at == window_.end) continue;
    if (*window_.at != close) {  // a backslash, and what it protects
      window_.at += has(2) ? 2 : 1;
    } else if (++window_.at; close == ']' || !has(1) || *window_.at != close) {
      return;
    } else {
      ++window_.at;
    }
  }
  must_end(false, is_string ? "a string" : "a quoted name", begin);
}

// $tag$…$tag$; at a `$` that begins none, only that is passed.
void StatementReader::skip_dollar_quoted() {
  const std::size_t begin = window_.looked_at().size();
  std::size_t size = 1;
  while (size < kMostTag && has(size + 1) && is_name_byte(window_.at[size]) &&
         !(size == 1 && is_digit(window_.at[1])))
    ++size;
  if (is_behind_name() || !has(size + 1) || window_.at[size] != '$') {
    ++window_.at;
    return;
  }
  const std::string tag(window_.at, size + 1);
  window_.at += tag.size();
  while (has(1)) {
    const std::string_view rest = window_.rest();
    window_.at += std::min(rest.find('$'), rest.size());
    if (stands_here(tag)) {
      window_.at += tag.size();
      return;
    }
    if (has(1)) ++window_.at;
  }
  must_end(false, "a dollar-quoted string", begin);
}

void StatementReader::skip_plain() {
  const Signs& signs = nesting_.is_watching() ? watching_signs_ : signs_;
  const char* at = window_.at;
  const char* const end = window_.end;
  while (at != end && signs[static_cast<unsigned char>(*at)] == Sign::kPlain) ++at;
  window_.at = at;
}

// One sign, with all that it hides.
void StatementReader::step() {
  const bool watches = nesting_.is_watching();
  const char sign = *window_.at;
  switch ((watches ? watching_signs_ : signs_)[static_cast<unsigned char>(sign)]) {
    case Sign::kQuote:
      if (watches) nesting_.value();
      return skip_quoted();
    case Sign::kLineComment:
      if (at_line_comment()) return skip_line();
      break;
    case Sign::kBlockComment:
      if (at_block_comment()) return skip_block_comment();
      break;
    case Sign::kDollar: return skip_dollar_quoted();
    case Sign::kWord: {
      const std::string_view word = word_here();
      window_.at += word.size();
      return nesting_.word(word);
    }
    case Sign::kPlain:
    case Sign::kDelimiter:
    case Sign::kOther: break;
  }
  if (watches) nesting_.sign(sign);
  ++window_.at;
}

void StatementReader::scan_statement() {
  const std::string_view word = delimiter_ == ";" ? word_here() : std::string_view();
  nesting_.start(word);
  window_.at += word.size();
  for (;;) {
    skip_plain();
    if (window_.at == window_.end) {
      if (!more()) return must_end(!nesting_.is_open(), "the body of a routine", 0);
      continue;
    }
    if (signs_[static_cast<unsigned char>(*window_.at)] == Sign::kPlain ||
        !stands_here(delimiter_)) {
      step();
      continue;
    }
    if (!nesting_.is_watching()) return;
    nesting_.sign(';');
    if (!nesting_.is_open()) return;
    ++window_.at;
  }
}

// ---------------------------------------------------------------------------- what is the client's

// \connect, .headers on, and the `/*M!999999\- …*/` that opens dumps of recent MariaDB clients.
bool StatementReader::at_client_command() {
  if (*window_.at == '\\') return true;
  if (*window_.at == '.' && column_ == 1) return has(2) && is_letter(window_.at[1]);
  if (!at_conditional_comment()) return false;
  std::size_t size = window_.rest().find('!') + 1;
  while (has(size + 1) && is_digit(window_.at[size])) ++size;
  return has(size + 1) && window_.at[size] == '\\';
}

void StatementReader::skip_client_command(Diagnostics& diagnostics) {
  skip_line();
  const std::string_view line = without_blanks_behind(window_.looked_at());
  const std::string_view word = first_word(line);
  const bool reads = std::find(std::begin(kReadingCommands), std::end(kReadingCommands), word) !=
                     std::end(kReadingCommands);
  Diagnostic& told = diagnostics.add(
      Code::kClientCommandSkipped,
      fmt::format("`{}` is a command of the client and is left out", shortened(line, 60)),
      place(0));
  if (!reads) return;
  told.severity = Severity::kWarning;
  told.hint = "what it brings in is missing from the output: give that to sqlx, too";
}

// `DELIMITER //`, which the client keeps for itself.
bool StatementReader::set_delimiter() {
  const std::string& command = pack_.ddl.delimiter;
  if (command.empty() || to_upper(*window_.at) != command.front() || !has(command.size() + 1))
    return false;
  if (!starts_with_fold(window_.rest(), command) || !is_space(window_.at[command.size()]))
    return false;
  skip_line();
  const std::string_view wanted = first_word(trim(window_.looked_at().substr(command.size())));
  if (wanted.empty()) {
    window_.at = window_.begin;
    return false;
  }
  delimiter_ = wanted;
  prepare();
  return true;
}

// As nearly every statement does: neither a sign nor the delimiter.
bool StatementReader::begins_plain_word() const {
  return is_letter(*window_.at) && signs_[static_cast<unsigned char>(*window_.at)] == Sign::kPlain;
}

// To what is to be read next; false at the end.
bool StatementReader::skip_to_piece(Diagnostics& diagnostics) {
  for (;;) {
    skip_blanks();
    begin_piece();
    too_large_.reset();
    if (!has(1)) return false;
    if (begins_plain_word()) {
      if (!set_delimiter()) return true;
    } else if (stands_here(kByteOrderMark)) {
      window_.at += kByteOrderMark.size();
    } else if (stands_here(delimiter_)) {
      window_.at += delimiter_.size();
    } else if (at_client_command()) {
      skip_client_command(diagnostics);
    } else if (!set_delimiter()) {
      return true;
    }
  }
}

// ------------------------------------------------------------------------------------------ pieces

// Where the byte `begin` of the piece stands, with as much of the text as a message needs.
Span StatementReader::place(std::size_t begin) const {
  const std::string_view before = std::string_view(window_.begin, window_.size()).substr(0, begin);
  std::string_view shown =
      std::string_view(window_.begin, window_.size()).substr(begin, kMostShown);
  shown = shown.substr(0, shown.find('\n'));
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t column = lines == 0
                                 ? column_ + count_characters(before)
                                 : 1 + count_characters(before.substr(before.rfind('\n') + 1));
  return {make_source(file_, std::string(shown), line_ + lines, column), 0,
          without_blanks_behind(shown).size()};
}

// What has gone wrong with the piece; false if nothing has.
bool StatementReader::report(Diagnostics& diagnostics) {
  if (too_large_) {
    diagnostics.add(Code::kStatementTooLarge,
                    fmt::format("a statement is larger than {} bytes", most_bytes_), *too_large_,
                    "is a quote or a delimiter missing? Split it if it is meant to be so long");
  } else if (!open_.empty()) {
    Span where = place(open_at_);
    where.end = std::min<std::size_t>(where.end, 1);
    diagnostics.add(Code::kUnterminatedText, fmt::format("{} that begins here never ends", open_),
                    where, "what follows it was not read");
  }
  const bool failed = too_large_ || !open_.empty();
  too_large_.reset();
  open_ = {};
  return failed;
}

Piece StatementReader::piece(Piece::Kind kind, std::string_view text) const {
  Piece made{.kind = kind};
  made.text.text = text;
  made.text.file = file_;
  made.text.first_line = line_;
  made.text.first_column = column_;
  return made;
}

std::optional<Piece> StatementReader::comment(Diagnostics& diagnostics) {
  at_line_comment() ? skip_line() : skip_block_comment();
  if (report(diagnostics)) return std::nullopt;
  return piece(Piece::Kind::kComment, without_blanks_behind(window_.looked_at()));
}

std::optional<Piece> StatementReader::statement(Diagnostics& diagnostics) {
  scan_statement();
  const std::string_view text = without_blanks_behind(window_.looked_at());
  if (window_.at != window_.end) window_.at += delimiter_.size();
  const bool is_copy = pack_.has(wirepacks::Feature::kCopy) && reads_standard_input(text);
  if (is_copy) rows_ = Rows::kBegin;
  if (report(diagnostics)) return std::nullopt;
  return piece(is_copy ? Piece::Kind::kCopy : Piece::Kind::kStatement, text);
}

std::optional<Piece> StatementReader::row(Diagnostics& diagnostics) {
  const auto pass_line = [&] {
    skip_line();
    const std::string_view line = window_.looked_at();
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  };
  if (rows_ == Rows::kBegin) {
    static_cast<void>(pass_line());
    rows_ = Rows::kInside;
  }
  if (has(1) && *window_.at == '\n') ++window_.at;  // of the line before
  begin_piece();
  const std::string_view line = has(1) ? pass_line() : kEndOfRows;
  if (line == kEndOfRows) rows_ = Rows::kNone;
  if (report(diagnostics) || line == kEndOfRows) return std::nullopt;
  return piece(Piece::Kind::kRow, line);
}

std::optional<Piece> StatementReader::next(Diagnostics& diagnostics) {
  for (;;) {
    if (rows_ != Rows::kNone) {
      if (auto found = row(diagnostics)) return found;
      continue;
    }
    if (!skip_to_piece(diagnostics)) return std::nullopt;
    const bool is_comment = !begins_plain_word() && (at_line_comment() || at_block_comment());
    if (auto found = is_comment ? comment(diagnostics) : statement(diagnostics)) return found;
  }
}

}  // namespace sqlx::sql
