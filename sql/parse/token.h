// One word or sign of a statement's text: what it is and where it stands. It has no text of its
// own.
#pragma once

#include <cstdint>

#include "sql/parse/keywords.h"

namespace sqlx::sql {

enum class TokenKind : std::uint8_t {
  kEnd,
  kWord,        // an unquoted name, perhaps one that the grammar knows
  kQuotedName,  // "a", `a`, [a]
  kString,
  kInteger,
  kDecimal,
  kFloat,
  kHexNumber,  // 0x1F
  kBitNumber,  // 0b101
  kParameter,  // ?, $1, :name
  kVariable,   // @x, @@x
  kSign,       // an operator or punctuation
};

enum class StringStyle : std::uint8_t {
  kPlain,     // '…'; "…" where the dialect has it so
  kEscapes,   // E'…'
  kUnicode,   // U&'…' and U&"…"
  kNational,  // N'…'
  kBytes,     // X'…'
  kBits,      // B'…'
  kDollar,    // $$…$$
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  StringStyle style = StringStyle::kPlain;
  char sign = 0;             // of a sign that is one character
  bool is_escaped = false;   // a string or quoted name that is not what it is written as
  bool in_comment = false;   // in a comment that is run
  std::uint16_t detail = 0;  // of a word: which one; of a sign: which of the grammar's operators
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] Word word() const {
    return kind == TokenKind::kWord ? static_cast<Word>(detail) : Word::kNone;
  }
};

}  // namespace sqlx::sql
