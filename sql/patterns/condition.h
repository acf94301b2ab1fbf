// What a metavariable of a pattern must be: the `where` of a pack's row.
//
//   "where": { "a": "integer", "t": "date|timestamp", "n": "literal", "f": "time_format" }
//
// Words are separated by blanks, and all must hold; `|` joins types, `!` negates. Besides types
// there are a few facts ("literal", "string", "column", "not_null", …) and codecs, which say that a
// literal is written in a small language of the dialect's own and has to be carried over:
// sql/patterns/codecs.h.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "sql/ast/expressions.h"
#include "sql/patterns/codecs.h"

namespace sqlx::sql {

using TypeSet = std::bitset<static_cast<std::size_t>(TypeClass::kOther) + 1>;

enum class Fact : std::uint8_t {
  kLiteral,
  kString,
  kInteger,
  kNatural,
  kPositive,
  kNegative,
  kColumn,
  kNotNull,
  kPlain,
  kAscii,
  kCharacter,
  kDigits,
  kCaseless,
  kBracketless,
  kFractional,
  kUngrouped,
  kGrouped,
  kVerbatim,
  kMomentText,
  kAsciiCode,
  kUnbordered,
  kCount
};

struct Condition {
  TypeSet types = TypeSet().set();
  std::bitset<static_cast<std::size_t>(Fact::kCount)> facts;
  std::bitset<static_cast<std::size_t>(Fact::kCount)> not_facts;
  const Codec* codec = nullptr;

  [[nodiscard]] bool asks_facts() const { return (facts | not_facts).any(); }
};

// Nothing if a word means nothing.
[[nodiscard]] std::optional<Condition> read_condition(std::string_view text);

// Whether an expression that has been read is so; codecs are the caller's business.
[[nodiscard]] bool holds(const Condition& condition, const Expr& value);

}  // namespace sqlx::sql
