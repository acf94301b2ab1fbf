// The small words of a dialect: a name, a list of names, a string, a clause of the pack with its
// blanks filled.
//
// Every identifier that sqlx writes into SQL goes through `name`, every string through `string`:
// what a schema is called can not leave its quotes, whatever it is made of.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::sql {

// '…' as the dialect's own text, quotes doubled and the sign that escapes, too.
void append_string(std::string& out, std::string_view text, const wirepacks::Lexical& lexical);

// In the quotes that the dialect writes, the closing one doubled inside.
void append_name(std::string& out, std::string_view name, const wirepacks::Lexical& lexical);

class DialectWords {
 public:
  // `implied_schema` is never written before a name.
  explicit DialectWords(const wirepacks::Lexical& lexical, std::string implied_schema = {})
      : lexical_(lexical), implied_schema_(std::move(implied_schema)) {}

  [[nodiscard]] std::string name(std::string_view name) const;
  [[nodiscard]] std::string name(const ir::ObjectName& name) const;
  [[nodiscard]] std::string names(std::span<const std::string> names) const;  // "a", "b"
  [[nodiscard]] std::string string(std::string_view text) const;

  // "(a > 0)" for "a > 0", and for "(a > 0)".
  [[nodiscard]] std::string in_parentheses(std::string_view expression) const;

  // What the blanks of a clause stand for: {} the value as it is, {upper} in upper case, {name}
  // quoted as a name, {string} as a string, {object} the object that is spoken of, {part} its
  // column. Clauses that change something know a few more.
  struct Blanks {
    std::string_view value;
    std::string_view object;     // already quoted
    std::string_view part;       // already quoted
    std::string_view column;     // {column}: a name, as a string
    std::string_view kind;       // {kind}: "FUNCTION"
    std::string_view signature;  // {signature}: types of arguments, as they are
    std::string_view keys;       // {keys}: names of options, as they are
    std::string_view columns;    // {columns}: a list, already quoted
    std::string_view values;     // {values}: a list of expressions
  };
  [[nodiscard]] std::string fill(std::string_view clause, const Blanks& blanks) const;

  // " CHARSET = utf8mb4 COLLATE = utf8mb4_bin": those attributes that `clauses` say, each behind
  // `separator`.
  void append_clauses(std::string& out, std::span<const wirepacks::Clause> clauses,
                      const ir::Attributes& attributes, std::string_view separator = " ") const;

 private:
  [[nodiscard]] bool has_parentheses(std::string_view expression) const;
  [[nodiscard]] std::size_t closing_quote(std::string_view sql, std::size_t open) const;
  void append_blank(std::string& out, std::string_view blank, const Blanks& blanks) const;

  wirepacks::Lexical lexical_;
  std::string implied_schema_;
};

}  // namespace sqlx::sql
