// One expression as TypeScript: what has a meaning (sql/meanings.def) and a value that does not
// depend on the server.
//
// Most of it is a table of meanings and the functions of the runtime that do the same; comparisons,
// patterns, casts and the forms that are not calls have a function each. Whatever is in doubt is
// refused, and the refusal says why: a validator that is wrong is worse than one that asks the
// database.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "generators/validation/collation_rules.h"
#include "generators/validation/row_scope.h"
#include "sql/ast/ast.h"
#include "wirepacks/pack.h"

namespace sqlx::generators {

class ValueCode {
 public:
  using Names = std::set<std::string, std::less<>>;

  ValueCode(std::span<const RowColumn> columns, const wirepacks::WirePack& pack)
      : columns_(columns), pack_(pack) {}

  // As a condition; nothing if it is refused.
  [[nodiscard]] std::optional<std::string> truth(const sql::Expr& expression);

  [[nodiscard]] const std::string& refusal() const { return refusal_; }
  [[nodiscard]] const Names& imports() const { return imports_; }
  [[nodiscard]] const Names& fields() const { return fields_; }

 private:
  static constexpr int kBits = 32;  // of a whole number that says no more

  struct Value {
    std::string text;
    sql::TypeClass type = sql::TypeClass::kUnknown;
    const CollationRule* collation = nullptr;  // of a text from a column
    const RowColumn* column = nullptr;         // if it is one, and nothing else
    const sql::Literal* literal = nullptr;     // the same
    bool is_array = false;                     // of values of `type`
    int bits = kBits;                          // of a whole number: what it is computed in
  };
  using Maybe = std::optional<Value>;

  // value_code.cc: the forms of expressions
  Maybe value(const sql::Expr& expression);
  Maybe literal(const sql::Literal& literal, bool is_negative = false);
  Maybe number(std::string_view text, sql::TypeClass type);
  Maybe column(const sql::Column& column);
  Maybe choice(const sql::Case& expression);
  Maybe conversion(const sql::Cast& cast);
  [[nodiscard]] static bool is_widened(const Value& value, const sql::TypeName& to);
  Maybe list(const sql::Array& array);
  Maybe in_list(const sql::In& in);
  Maybe between(const sql::Between& between);
  Maybe quantified(const sql::Quantified& quantified);
  Maybe collated(const sql::Collate& collate);

  // value_calls.cc: what calls mean
  Maybe call(const sql::Call& call);
  Maybe by_table(const sql::Call& call);
  [[nodiscard]] std::vector<const sql::Expr*> operands(const sql::Call& call) const;
  Maybe comparison(const sql::Call& call, std::string_view function, bool is_ordered);
  Maybe pattern(const sql::Call& call);
  [[nodiscard]] bool ignores_case(sql::Meaning meaning, const CollationRule* collation) const;
  Maybe time_part(const sql::Call& call);
  Maybe substring(const sql::Call& call);
  Maybe coalesce(const sql::Call& call);
  Maybe contains_all(const sql::Call& call);
  [[nodiscard]] Value in_bits(Value value);

  // value_compare.cc: in which order two values are compared
  struct Compared {
    std::string order;  // the constant of the runtime
    Value left, right;
  };
  std::optional<Compared> compared(const sql::Expr& left, const sql::Expr& right, bool is_ordered);
  std::optional<Compared> compared(Value left, Value right, bool is_ordered);
  std::optional<std::string> text_order(const Value& left, const Value& right, bool is_ordered);
  Maybe moment(const Value& text, sql::TypeClass type);
  Maybe as_text(const sql::Expr& expression);
  [[nodiscard]] Value without_blanks(Value value);

  std::string use(std::string_view name);  // a name of the runtime
  std::nullopt_t refuse(std::string why);
  [[nodiscard]] bool is_free() const { return pack_.has(wirepacks::Feature::kFreeTypes); }
  [[nodiscard]] bool is_folding() const { return pack_.has(wirepacks::Feature::kFoldsText); }

  std::span<const RowColumn> columns_;
  const wirepacks::WirePack& pack_;
  std::string refusal_;
  Names imports_;
  Names fields_;
};

}  // namespace sqlx::generators
