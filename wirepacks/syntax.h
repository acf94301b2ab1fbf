// How a dialect is written: its signs and words, its operators from loose to tight, what it can say, and its functions as pairs
// of patterns. Plain values; a pack for one server version holds only what that version has.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sqlx::wirepacks {

// Beyond '…' for strings, which every dialect has; a quote is written twice inside its own.
struct Lexical {
  char identifier_quote = '"';                 // the one that is written
  std::vector<std::string> identifier_quotes;  // those that are read: "\"\"", "``", "[]", an opening and a closing sign
  bool double_quoted_strings = false;          // "…" is a string
  bool double_quoted_fallback = false;         // "…" is a string if it names nothing
  bool backslash_escapes = false;              // in '…'
  bool escape_strings = false;                 // E'…' with backslashes
  bool unicode_strings = false;                // U&'…' and U&"…"
  bool dollar_strings = false;                 // $tag$…$tag$
  bool byte_strings = false;                   // X'…' is bytes, else a bit string
  bool number_strings = false;                 // 0x1F is bytes or a number, 0b101
  bool charset_introducers = false;            // _utf8mb4'…'
  bool adjacent_strings = false;               // 'a' 'b' is one string on one line, too
  bool continued_strings = true;               // 'a' and 'b' on different lines are one string
  std::vector<std::string> line_comments = {"--"};  // "-- " with a blank: needs one behind it
  bool nested_comments = false;
  std::string conditional_comment;             // "/*!": text that only this engine runs, behind a version number
  std::string own_comment;                     // "/*M!": the same, where a sibling engine has the first form too
  std::vector<std::uint32_t> foreign_comment_versions;  // from, to: of conditional comments that are for the sibling alone
  std::vector<std::string> parameters;         // "?", "$1", ":name", "@name", "%s": the forms that stand for a value
  std::string identifier_signs;                // besides letters, digits and `_`: "$"
  bool digits_begin_names = false;             // 1st is a name
  std::string folds_names = "none";            // unquoted names become "lower", "upper", or stay: "none"
  std::uint32_t longest_name = 0;              // in bytes; 0: no limit
  std::vector<std::string> reserved;           // sorted, capitals: cannot be a plain name
};

enum class OperatorForm : std::uint8_t { kInfix, kPrefix, kPostfix };
enum class Associates : std::uint8_t { kLeft, kRight, kNone };

struct Operator {
  std::string spelling;  // in capitals, words separated by one space: "IS NOT DISTINCT FROM" is "IS DISTINCT FROM", negated
  OperatorForm form = OperatorForm::kInfix;
  std::uint8_t level = 0;  // 1 binds loosest
  Associates associates = Associates::kLeft;
};

enum class Feature : std::uint8_t {
#define SQLX_FEATURE(enumerator, name, words) enumerator,
#include "wirepacks/features.def"
#undef SQLX_FEATURE
  kCount
};

using Features = std::bitset<static_cast<std::size_t>(Feature::kCount)>;

[[nodiscard]] std::string_view words(Feature feature);  // "FULL JOIN"

enum class Fidelity : std::uint8_t { kExact, kConditional, kLossy };

// One row of `functions`: how this dialect says a meaning. Patterns are SQL of this dialect (`writes`, `reads`) and of the middle
// (`means`: calls of sql/meanings.def); a plain name that stands in both is a metavariable, `name...` any number of arguments.
struct FunctionRow {
  std::string means;
  std::string writes;              // both ways
  std::vector<std::string> reads;  // further spellings, read only
  std::string emulates;            // written only: reads back as what it is
  std::vector<std::pair<std::string, std::string>> where;  // metavariable → what it must be: sql/patterns/conditions.h
  Fidelity fidelity = Fidelity::kExact;
  std::string note;                // told to the user when the row is used and not exact
};

}  // namespace sqlx::wirepacks
