// The words of SQLite's SQL, by SQLite's own lexical rules, for ddl_reader.cc.
//
// It reads what SQLite has stored, and so has already accepted; a text that ends in the middle of a
// string, name or comment gives a last token that reaches to the end. Tokens are views into the
// text: what stands between two of them can be cut out exactly as written. Comments and white space
// give no token.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx::introspect::sqlite {

enum class TokenKind : std::uint8_t {
  kWord,    // bare: a keyword or a name
  kName,    // "…", `…` or […]
  kString,  // '…', which SQLite also takes for a name where only a name makes sense
  kBlob,    // x'…'
  kNumber,
  kSymbol,  // one character
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;
};

// All tokens of `sql`, in order, without a kEnd.
[[nodiscard]] std::vector<Token> lex(std::string_view sql);

// What a name or string stands for: without its quotes, doubled ones halved.
[[nodiscard]] std::string unquoted(const Token& token);

// What was written from the first of these tokens to the last, comments between them included.
[[nodiscard]] std::string source_text(std::span<const Token> tokens);

}  // namespace sqlx::introspect::sqlite
