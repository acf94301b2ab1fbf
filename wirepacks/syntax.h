// How a dialect is written: its signs and words, its operators from loose to tight, what it can
// say, and its functions as pairs of patterns. Plain values; a pack for one server version holds
// only what that version has.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ir/schema.h"

namespace sqlx::wirepacks {

// Beyond '…' for strings, which every dialect has; a quote is written twice inside its own.
struct Lexical {
  char identifier_quote = '"';  // the one that is written
  std::vector<std::string>
      identifier_quotes;  // those that are read: "\"\"", "``", "[]", an opening and a closing sign
  bool double_quoted_strings = false;   // "…" is a string
  bool double_quoted_fallback = false;  // "…" is a string if it names nothing
  bool backslash_escapes = false;       // in '…', by `escape_sign`
  char escape_sign = '\\';
  bool escape_strings = false;                      // E'…' with backslashes
  bool unicode_strings = false;                     // U&'…' and U&"…"
  bool dollar_strings = false;                      // $tag$…$tag$
  bool byte_strings = false;                        // X'…' is bytes, else a bit string
  bool number_strings = false;                      // 0x1F is bytes or a number, 0b101
  bool charset_introducers = false;                 // _utf8mb4'…'
  bool adjacent_strings = false;                    // 'a' 'b' is one string on one line, too
  bool continued_strings = true;                    // 'a' and 'b' on different lines are one string
  std::vector<std::string> line_comments = {"--"};  // "-- " with a blank: needs one behind it
  std::string block_comment = "/*";  // what opens a comment of several lines, and what closes it
  std::string block_comment_end = "*/";
  bool nested_comments = false;
  std::string
      conditional_comment;  // "/*!": text that only this engine runs, behind a version number
  std::string own_comment;  // "/*M!": the same, where a sibling engine has the first form too
  std::vector<std::uint32_t>
      foreign_comment_versions;  // from, to: of conditional comments that are for the sibling alone
  std::vector<std::string>
      parameters;  // "?", "$1", ":name", "@name", "%s": the forms that stand for a value
  std::string identifier_signs;       // besides letters, digits and `_`: "$"
  bool digits_begin_names = false;    // 1st is a name
  std::string folds_names = "none";   // unquoted names become "lower", "upper", or stay: "none"
  std::uint32_t longest_name = 0;     // in bytes; 0: no limit
  std::vector<std::string> reserved;  // sorted, capitals: cannot be a plain name
};

// How values are written that have no spelling of their own in all dialects; `{}` stands for the
// digits.
struct Literals {
  std::string bytes = "X'{}'";  // hexadecimal
  std::string bits = "B'{}'";
  std::string true_word = "TRUE";
  std::string false_word = "FALSE";
  std::string no_limit;             // behind LIMIT, where an OFFSET needs one; empty: it needs none
  std::string foreign_text_prefix;  // before a text that is not ASCII: "N"
};

// Words that dialects choose differently where the grammar is the same.
struct Words {
  std::string table_alias = "AS";  // between a table and its other name; may be nothing
  std::string except = "EXCEPT";
  std::string no_table;  // what stands in FROM where a query reads no table: "DUAL"
  std::string begin = "BEGIN";
  std::string add_column = "ADD COLUMN";
  std::string set_type = "TYPE";  // behind ALTER COLUMN and the name
  std::string temporary = "TEMPORARY";
  std::string merge_end;  // behind a MERGE, where it must not stand without: ";"
  std::string stored =
      "GENERATED ALWAYS AS {} STORED";  // `{}` is the expression in its parentheses
  std::string generated_virtual = "GENERATED ALWAYS AS {} VIRTUAL";
  std::vector<std::string> within_group;  // aggregates whose ORDER BY stands behind them:
                                          // LISTAGG(a) WITHIN GROUP (ORDER BY b)
};

// How many rows a query gives and how many it passes over, where that is not LIMIT, OFFSET and
// FETCH: "TAKE {limit} SKIP {offset}". The first that has just the blanks which the query fills is
// written; all are read, but those with {query}.
struct RowLimit {
  enum class Place : std::uint8_t {
    kEnd,
    kSelect,
    kAround
  };  // behind ORDER BY; behind SELECT; {query} is the query itself
  std::string text;
  Place place = Place::kEnd;
  std::string
      unordered;  // what stands before it if the query has no ORDER BY: "ORDER BY (SELECT NULL)"
};

enum class OperatorForm : std::uint8_t { kInfix, kPrefix, kPostfix };
enum class Associates : std::uint8_t { kLeft, kRight, kNone };

struct Operator {
  std::string spelling;  // in capitals, words separated by one space: "IS NOT DISTINCT FROM" is "IS
                         // DISTINCT FROM", negated
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

[[nodiscard]] std::string_view group(Feature feature);  // "queries": the headings of features.def
[[nodiscard]] std::string_view words(Feature feature);  // "FULL JOIN"
[[nodiscard]] std::string_view to_string(Feature feature);  // "full_join"

enum class Fidelity : std::uint8_t { kExact, kConditional, kLossy };

// One row of `functions`: how this dialect says a meaning. Patterns are SQL of this dialect
// (`writes`, `reads`) and of the middle
// (`means`: calls of sql/meanings.def); a plain name that stands in both is a metavariable,
// `name...` any number of arguments.
struct FunctionRow {
  std::string means;
  std::string writes;              // both ways
  std::vector<std::string> reads;  // further spellings, read only
  std::string emulates;            // written only: reads back as what it is
  std::vector<std::pair<std::string, std::string>>
      where;  // metavariable → what it must be: sql/patterns/conditions.h
  std::optional<Feature>
      needs;  // without which the row does not stand, in this pack and in those that extend it
  std::string refuses;  // why this cannot be said (with `means`) or means nothing (with `reads`)
  Fidelity fidelity = Fidelity::kExact;
  std::string note;  // told to the user when the row is used and not exact
};

// How dates and times are formatted: tokens and the part each stands for
// (sql/patterns/time_format.h lists them).
struct TimeFormat {
  struct Token {
    std::string spelling;  // "%Y", "YYYY"
    std::string part;      // "year"
  };
  char escape = 0;  // begins every token, and is written twice to stand for itself; 0: other text
                    // is quoted with "…"
  std::vector<Token> tokens;
};

// How a logical type is spelled: the first of a kind whose blanks ({length}, {precision}, {scale})
// can all be filled.
struct TypeSpelling {
  ir::TypeKind kind = ir::TypeKind::kOther;
  std::string text;
};

}  // namespace sqlx::wirepacks
