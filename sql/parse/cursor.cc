#include "sql/parse/cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "base/text.h"
#include "sql/misspelt.h"

namespace sqlx::sql {
namespace {

constexpr std::size_t kMostShown = 40;

// Eight bytes at a time, because every statement is looked at.
bool is_ascii_without_zero(std::string_view text) {
  if (text.empty()) return true;
  if (std::memchr(text.data(), '\0', text.size()) != nullptr) return false;
  std::uint64_t bits = 0;
  std::size_t at = 0;
  for (; at + sizeof bits <= text.size(); at += sizeof bits) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, sizeof eight);
    bits |= eight;
  }
  for (; at < text.size(); ++at) bits |= static_cast<unsigned char>(text[at]);
  return (bits & 0x8080808080808080) == 0;
}

std::size_t first_broken(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text.substr(at));
    if (!point.valid || point.value == 0) return at;
    at += point.bytes;
  }
  return text.size();
}

template <class Fold>
std::string_view folded_words(std::string_view text, Arena& arena, Fold fold) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (!is_space(c)) {
      out += fold(c);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out == text ? text : arena.copy(std::string_view(out));
}

}  // namespace

Cursor::Cursor(const StatementText& statement, const Grammar& grammar, Arena& arena,
               Diagnostics& diagnostics)
    : statement_(statement),
      grammar_(grammar),
      arena_(arena),
      diagnostics_(diagnostics),
      lexer_(statement.text, grammar) {
  if (!refuse_bad_bytes()) load();
}

bool Cursor::refuse_bad_bytes() {
  const std::string_view all = statement_.text;
  if (all.size() > std::numeric_limits<std::uint32_t>::max()) {
    fail_with(Code::kBadText, "a statement of more than four gigabytes is too long", 0, 0);
    return true;
  }
  if (is_ascii_without_zero(all)) return false;
  const std::size_t broken = first_broken(all);
  if (broken == all.size()) return false;
  const char* what = all[broken] == '\0' ? "a zero byte is not text" : "this byte is not UTF-8";
  const auto place = static_cast<std::uint32_t>(broken);
  fail_with(Code::kBadText, what, place, place + 1, "is the file in another encoding, or binary?");
  return true;
}

void Cursor::load() {
  window_[head_ % kWindow] = lexer_.next();
  count_ = 1;
  const Token& token = current();
  if (token.kind != TokenKind::kEnd || failed_ || !lexer_.fault()) return;
  const LexicalFault& fault = *lexer_.fault();
  fail_with(fault.code, fault.message, fault.begin, fault.end, fault.hint);
}

void Cursor::rewind(const Token& token) {
  if (failed_) return;
  lexer_.rewind(token);
  load();
}

void Cursor::stop() {
  Token end;
  end.begin = end.end = static_cast<std::uint32_t>(lexer_.text().size());
  window_.fill(end);
  count_ = kWindow;
  failed_ = true;
  lexer_.rewind(end);
}

void Cursor::fail(std::string_view expected, std::string hint) {
  if (failed_) return;
  if (at_end() && lexer_.fault()) return load();
  const Token found = current();
  if (found.kind == TokenKind::kEnd) {
    fail_with(Code::kSyntaxError, fmt::format("expected {}, but the statement ends here", expected),
              found.begin, found.end, std::move(hint));
    return;
  }
  fail_with(Code::kSyntaxError,
            fmt::format("expected {}, found `{}`", expected, shortened(text(found), kMostShown)),
            found.begin, found.end, std::move(hint));
}

void Cursor::fail_with(Code code, std::string message, std::uint32_t begin, std::uint32_t end,
                       std::string hint) {
  if (failed_) return;
  diagnostics_.add(code, std::move(message), statement_.span(begin, end), std::move(hint));
  stop();
}

void Cursor::fail_too_deep() {
  fail_with(Code::kTooDeep, "this is nested too deeply", current().begin, current().end,
            fmt::format("sqlx reads {} levels", kMostNesting));
}

bool Cursor::at_any(std::initializer_list<Word> words) const {
  const Word here = current().word();
  return here != Word::kNone && std::find(words.begin(), words.end(), here) != words.end();
}

bool Cursor::at_text(std::string_view word) const {
  return at(TokenKind::kWord) && equal_fold(text(current()), word);
}

void Cursor::expect(char sign) {
  if (!accept(sign)) fail(fmt::format("`{}`", sign));
}

void Cursor::expect(Word word) {
  if (accept(word)) return;
  const std::string_view before = lexer_.text().substr(last_begin_, last_end_ - last_begin_);
  fail(to_string(word), misspelt_keyword(text(current()), before));
}

std::string_view Cursor::lower_words(std::string_view text) {
  return folded_words(text, arena_, [](char c) { return to_lower(c); });
}

std::string_view Cursor::upper_words(std::string_view text) {
  return folded_words(text, arena_, [](char c) { return to_upper(c); });
}

}  // namespace sqlx::sql
