#include "sql/parse/lexer.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"

namespace sqlx::sql {
namespace {

// Of operators that users define.
constexpr bool is_operator_sign(char c) {
  return c != '\0' && std::string_view("+-*/<>=~!@#%^&|`?").find(c) != std::string_view::npos;
}

constexpr auto kIsOperatorSign = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = is_operator_sign(static_cast<char>(i));
  return table;
}();

bool continues_operator(char c) { return kIsOperatorSign[static_cast<unsigned char>(c)]; }

}  // namespace

Token Lexer::next() {
  skip_space();
  if (at_ >= text_.size() || fault_) return token(TokenKind::kEnd, at_);
  const std::size_t begin = at_;
  switch (grammar_.class_of(text_[at_])) {
    case CharacterClass::kWord: return word();
    case CharacterClass::kDigit: return number();
    case CharacterClass::kQuote:
      return quoted(TokenKind::kString, begin, '\'', StringStyle::kPlain,
                    grammar_.lexical->backslash_escapes);
    case CharacterClass::kDoubleQuote: {
      const auto kind = grammar_.double_quotes_names ? TokenKind::kQuotedName : TokenKind::kString;
      return quoted(kind, begin, '"', StringStyle::kPlain,
                    !grammar_.double_quotes_names && grammar_.lexical->backslash_escapes);
    }
    case CharacterClass::kNameQuote: return quoted_name();
    case CharacterClass::kSign: return sign_or_parameter();
    case CharacterClass::kSpace:
    case CharacterClass::kOther: break;
  }
  return sign_or_parameter();
}

Token Lexer::token(TokenKind kind, std::size_t begin) const {
  Token token;
  token.kind = kind;
  token.in_comment = in_comment_;
  token.begin = static_cast<std::uint32_t>(begin);
  token.end = static_cast<std::uint32_t>(at_);
  return token;
}

Token Lexer::fail(Code code, std::string message, std::size_t begin, std::size_t end,
                  std::string hint) {
  if (!fault_) {
    fault_ = {code, std::move(message), static_cast<std::uint32_t>(begin),
              static_cast<std::uint32_t>(end), std::move(hint)};
  }
  at_ = text_.size();
  return token(TokenKind::kEnd, begin);
}

void Lexer::skip_space() {
  for (;;) {
    while (at_ < text_.size() && grammar_.class_of(text_[at_]) == CharacterClass::kSpace) ++at_;
    if (at_ >= text_.size()) return;
    if (!grammar_.begins_comment(text_[at_])) return;
    if (!skip_comment()) return;
  }
}

// Whether there was one.
bool Lexer::skip_comment() {
  if (in_comment_ && rest().starts_with("*/")) {
    in_comment_ = false;
    at_ += 2;
    return true;
  }
  const wirepacks::Lexical& lexical = *grammar_.lexical;
  if (!rest().starts_with(lexical.block_comment)) return skip_line_comment();
  const std::string_view opening = lexical.conditional_comment, own = lexical.own_comment;
  if (!own.empty() && rest().starts_with(own) && enter_conditional(own, false)) return true;
  if (!opening.empty() && rest().starts_with(opening) && enter_conditional(opening, true))
    return true;
  skip_block_comment();
  return true;
}

bool Lexer::skip_line_comment() {
  for (std::string_view opening : grammar_.lexical->line_comments) {
    const bool needs_space = opening.ends_with(' ');
    if (needs_space) opening.remove_suffix(1);
    if (!rest().starts_with(opening)) continue;
    const char behind = peek(opening.size());
    if (needs_space && behind != '\0' && !is_space(behind)) continue;
    skip_line();
    return true;
  }
  return false;
}

void Lexer::skip_line() {
  const std::size_t end = text_.find('\n', at_);
  at_ = end == std::string_view::npos ? text_.size() : end + 1;
}

void Lexer::skip_block_comment() {
  const std::size_t begin = at_;
  const bool nests = grammar_.lexical->nested_comments;
  const std::string& opening = grammar_.lexical->block_comment;
  const std::string& closing = grammar_.lexical->block_comment_end;
  at_ += opening.size();
  std::size_t close = text_.find(closing, at_);
  for (std::size_t depth = 1; depth > 0;) {
    const std::size_t open =
        nests ? text_.substr(0, close).find(opening, at_) : std::string_view::npos;
    if (close == std::string_view::npos) {
      fail(Code::kUnclosed, "this comment is never closed", begin, begin + opening.size(),
           fmt::format("`{}` closes it", closing));
      return;
    }
    depth = open < close ? depth + 1 : depth - 1;
    at_ = open < close ? open + opening.size() : close + closing.size();
    if (close < at_) close = text_.find(closing, at_);
  }
  const std::string_view comment = text_.substr(begin, at_ - begin);
  if (comment.starts_with("/*+")) hint_ = comment;
}

// Whether the text inside is run: if it gives no version, or one that has come and is not the
// sibling's.
bool Lexer::enter_conditional(std::string_view opening, bool has_siblings) {
  std::size_t end = at_ + opening.size();
  std::uint32_t version = 0;
  std::size_t digits = 0;
  for (; digits < 6 && end < text_.size() && is_digit(text_[end]); ++digits, ++end) {
    version = version * 10 + static_cast<std::uint32_t>(text_[end] - '0');
  }
  if (digits != 0 && digits < 5) end = at_ + opening.size();
  const bool is_version = digits >= 5;
  if (is_version && version > grammar_.version) return false;
  const std::vector<std::uint32_t>& foreign = grammar_.lexical->foreign_comment_versions;
  if (is_version && has_siblings && foreign.size() == 2 && version >= foreign[0] &&
      version <= foreign[1])
    return false;
  at_ = end;
  in_comment_ = true;
  return true;
}

// 12, 1.5, .5, 1e5, 0x1F, 0b101; where a name may begin with digits, `1st` is one.
Token Lexer::number() {
  const std::size_t begin = at_;
  if (peek() == '0' && to_lower(peek(1)) == 'x' && hex_digit(peek(2)) >= 0)
    return based_number(TokenKind::kHexNumber, begin);
  if (peek() == '0' && to_lower(peek(1)) == 'b' && (peek(2) == '0' || peek(2) == '1')) {
    return based_number(TokenKind::kBitNumber, begin);
  }
  TokenKind kind = TokenKind::kInteger;
  while (is_digit(peek())) ++at_;
  if (peek() == '.' && peek(1) != '.') {
    kind = TokenKind::kDecimal;
    for (++at_; is_digit(peek());) ++at_;
  }
  const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
  if (to_lower(peek()) == 'e' && is_digit(peek(1 + sign))) {
    kind = TokenKind::kFloat;
    for (at_ += 1 + sign; is_digit(peek());) ++at_;
  }
  if (at_ >= text_.size() || grammar_.class_of(text_[at_]) != CharacterClass::kWord)
    return token(kind, begin);
  if (kind == TokenKind::kInteger && grammar_.lexical->digits_begin_names) return word_from(begin);
  while (at_ < text_.size() && grammar_.continues_word(text_[at_])) ++at_;
  return fail(Code::kSyntaxError,
              fmt::format("`{}` is neither a number nor a name", text_.substr(begin, at_ - begin)),
              begin, at_);
}

Token Lexer::based_number(TokenKind kind, std::size_t begin) {
  for (at_ += 2;
       kind == TokenKind::kHexNumber ? hex_digit(peek()) >= 0 : peek() == '0' || peek() == '1';)
    ++at_;
  if (at_ >= text_.size() || !grammar_.continues_word(text_[at_])) return token(kind, begin);
  if (grammar_.lexical->digits_begin_names) return word_from(begin);
  return fail(Code::kSyntaxError, "letters follow this number at once", begin, at_ + 1);
}

Token Lexer::word_from(std::size_t begin) {
  while (at_ < text_.size() && grammar_.continues_word(text_[at_])) ++at_;
  return token(TokenKind::kWord, begin);
}

Token Lexer::word() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && grammar_.continues_word(text_[at_])) ++at_;
  Token word = token(TokenKind::kWord, begin);
  const std::size_t size = at_ - begin;
  if (at_ < text_.size() && size <= 2 && (peek() == '\'' || peek() == '&'))
    return prefixed_string(word);
  word.detail = static_cast<std::uint16_t>(find_word(text_.substr(begin, size)));
  return word;
}

// E'…', N'…', X'…', B'…', U&'…', U&"…": where the dialect has it, else the word alone.
Token Lexer::prefixed_string(Token word) {
  const wirepacks::Lexical& lexical = *grammar_.lexical;
  const std::size_t begin = word.begin;
  word.detail = static_cast<std::uint16_t>(find_word(text_.substr(begin, at_ - begin)));
  if (at_ - begin != 1) return word;
  const char letter = to_lower(text_[begin]);
  const bool quote = peek() == '\'';
  if (letter == 'u' && lexical.unicode_strings && peek() == '&' &&
      (peek(1) == '\'' || peek(1) == '"')) {
    const char close = peek(1);
    ++at_;
    return quoted(close == '"' ? TokenKind::kQuotedName : TokenKind::kString, begin, close,
                  StringStyle::kUnicode, false);
  }
  if (!quote) return word;
  if (letter == 'e' && lexical.escape_strings)
    return quoted(TokenKind::kString, begin, '\'', StringStyle::kEscapes, true);
  if (letter == 'n' && (lexical.charset_introducers || lexical.escape_strings)) {
    return quoted(TokenKind::kString, begin, '\'', StringStyle::kNational,
                  lexical.backslash_escapes);
  }
  if (letter == 'x') return quoted(TokenKind::kString, begin, '\'', StringStyle::kBytes, false);
  if (letter == 'b' && (lexical.escape_strings || lexical.number_strings)) {
    return quoted(TokenKind::kString, begin, '\'', StringStyle::kBits, false);
  }
  return word;
}

// From the opening quote at `at_`, behind a prefix perhaps, to the one that closes.
Token Lexer::quoted(TokenKind kind, std::size_t begin, char close, StringStyle style,
                    bool backslashes) {
  bool is_escaped = style == StringStyle::kUnicode;
  const char sign = style == StringStyle::kEscapes ? '\\' : grammar_.lexical->escape_sign;
  for (++at_;; ++at_) {
    while (at_ < text_.size() && text_[at_] != close && (text_[at_] != sign || !backslashes)) ++at_;
    if (at_ >= text_.size()) {
      const char* what = kind == TokenKind::kString ? "this text" : "this quoted name";
      return fail(Code::kUnclosed, fmt::format("{} is never closed", what), begin, begin + 1,
                  "a quote inside is written twice");
    }
    const bool escapes = text_[at_] == sign && backslashes;
    const bool doubles = at_ + 1 < text_.size() && text_[at_ + 1] == close && close != ']';
    if (!escapes && !doubles) break;
    is_escaped = true;
    ++at_;
  }
  ++at_;
  Token result = token(kind, begin);
  result.style = style;
  result.is_escaped = is_escaped;
  return result;
}

Token Lexer::quoted_name() {
  for (const std::string& quotes : grammar_.lexical->identifier_quotes) {
    if (quotes.size() == 2 && quotes.front() == text_[at_]) {
      return quoted(TokenKind::kQuotedName, at_, quotes.back(), StringStyle::kPlain, false);
    }
  }
  return sign_or_parameter();
}

// $tag$ … $tag$, the tag a name or nothing.
Token Lexer::dollar_string() {
  const std::size_t begin = at_;
  std::size_t end = at_ + 1;
  while (end < text_.size() && text_[end] != '$' && grammar_.continues_word(text_[end])) ++end;
  const std::string_view tag = text_.substr(begin, end + 1 - begin);
  const std::size_t close = text_.find(tag, end + 1);
  if (close == std::string_view::npos) {
    return fail(Code::kUnclosed, "this text is never closed", begin, end + 1,
                fmt::format("`{}` closes it", tag));
  }
  at_ = close + tag.size();
  Token result = token(TokenKind::kString, begin);
  result.style = StringStyle::kDollar;
  return result;
}

Token Lexer::sign_or_parameter() {
  const char c = text_[at_], behind = peek(1);
  const bool name_behind = grammar_.class_of(behind) == CharacterClass::kWord;
  if (c == '.' && is_digit(behind)) return number();
  if (c == '?' && grammar_.question_parameters) return question();
  if (c == '$') return dollar();
  if (c == ':' && grammar_.colon_parameters && (name_behind || is_digit(behind)))
    return named(TokenKind::kParameter, 1);
  if (c == '%' && grammar_.percent_parameters && behind == 's')
    return named(TokenKind::kParameter, 1);
  if (c == '@' && grammar_.at_parameters && name_behind) return named(TokenKind::kParameter, 1);
  if (c == '@' && grammar_.has(wirepacks::Feature::kUserVariables)) return variable();
  return sign();
}

Token Lexer::question() {
  const std::size_t begin = at_++;
  while (grammar_.numbered_questions && is_digit(peek())) ++at_;
  return token(TokenKind::kParameter, begin);
}

Token Lexer::dollar() {
  const char behind = peek(1);
  const bool name_behind = grammar_.class_of(behind) == CharacterClass::kWord;
  if (is_digit(behind) && (grammar_.numbered_parameters || grammar_.dollar_parameters))
    return named(TokenKind::kParameter, 1);
  if ((behind == '$' || name_behind) && grammar_.lexical->dollar_strings) return dollar_string();
  if (name_behind && grammar_.dollar_parameters) return named(TokenKind::kParameter, 1);
  if (grammar_.continues_word('$') && !grammar_.lexical->dollar_strings)
    return named(TokenKind::kWord, 1);
  return sign();
}

Token Lexer::named(TokenKind kind, std::size_t prefix) {
  const std::size_t begin = at_;
  at_ += prefix;
  while (at_ < text_.size() && grammar_.continues_word(text_[at_])) ++at_;
  return token(kind, begin);
}

// @name, @'any text', @@name, @@session.name; a dot belongs to the name.
Token Lexer::variable() {
  const std::size_t begin = at_;
  at_ += rest().starts_with("@@") ? 2 : 1;
  const char quote = peek();
  if (quote == '`' || quote == '\'' || quote == '"') {
    return quoted(TokenKind::kVariable, begin, quote, StringStyle::kPlain, false);
  }
  while (at_ < text_.size() && (grammar_.continues_word(text_[at_]) || text_[at_] == '.')) ++at_;
  return token(TokenKind::kVariable, begin);
}

Token Lexer::sign() {
  if (grammar_.open_operators && continues_operator(peek()) && continues_operator(peek(1))) {
    const Token open = open_sign();
    if (open.kind == TokenKind::kSign) return open;
  }
  const std::size_t begin = at_;
  const std::uint16_t found = grammar_.find_sign(rest());
  if (found == 0 && grammar_.open_operators && continues_operator(peek())) return open_sign();
  if (found == 0) {
    const CodePoint character = decode_utf8(rest());
    const std::string_view written = rest().substr(0, character.bytes);
    return fail(Code::kSyntaxError, fmt::format("`{}` means nothing here", printable(written)),
                begin, begin + character.bytes);
  }
  at_ += grammar_.sign(found).written.size();
  Token result = token(TokenKind::kSign, begin);
  result.detail = found;
  result.sign = at_ - begin == 1 ? text_[begin] : '\0';
  return result;
}

// Where users define operators, a run of signs is one; it ends before a comment, and with + or -
// only if a sign that no standard operator has is in it.
Token Lexer::open_sign() {
  constexpr std::string_view kRare = "~!@#%^&|`?";
  const std::size_t begin = at_;
  std::size_t end = begin;
  while (end < text_.size() && continues_operator(text_[end])) ++end;
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (text_.substr(i - 1, 2) == "--" || text_.substr(i - 1, 2) == "/*") end = i - 1;
  }
  const auto run = [&] { return text_.substr(begin, end - begin); };
  while (end > begin + 1 && (text_[end - 1] == '+' || text_[end - 1] == '-') &&
         run().find_first_of(kRare) == std::string_view::npos) {
    --end;
  }
  if (end <= begin) return {};
  at_ = end;
  Token result = token(TokenKind::kSign, begin);
  const std::uint16_t found = grammar_.find_sign(run());
  result.detail = found != 0 && grammar_.sign(found).written == run() ? found : std::uint16_t{0};
  result.sign = run().size() == 1 ? text_[begin] : '\0';
  return result;
}

}  // namespace sqlx::sql
