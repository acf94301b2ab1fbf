#include "advise/column_function.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sql/infer.h"
#include "sql/reading/reader.h"
#include "sql/type_names.h"

namespace sqlx::advise {
namespace {

using sql::Call;
using sql::Meaning;
using sql::TypeClass;

bool is_time(TypeClass type) {
  return type == TypeClass::kDate || type == TypeClass::kTimestamp ||
         type == TypeClass::kTimestampTz;
}

template <std::size_t Size>
bool is_one_of(Meaning meaning, const std::array<Meaning, Size>& meanings) {
  return std::find(meanings.begin(), meanings.end(), meaning) != meanings.end();
}

// The expression with its column given the type that the schema says, so that rules about types can
// be asked.
const sql::Expr* typed(const sql::Node* expression, TypeClass type, Arena& arena) {
  const auto type_column = [&](const auto& self, const sql::Node* node) -> const sql::Node* {
    if (const auto* column = node->as<sql::Column>()) {
      auto* copy = sql::clone(arena, *column);
      copy->type = type;
      copy->meaning_memo = nullptr;
      return copy;
    }
    return sql::map_children(arena, node,
                             [&](const sql::Node* child) { return self(self, child); });
  };
  return static_cast<const sql::Expr*>(type_column(type_column, expression));
}

// What the dialect's pack says that the call means.
Meaning meaning_of(const sql::Expr& expression, TypeClass type, Situation& situation) {
  Arena arena;
  Diagnostics aside;
  sql::Catalog nothing(situation.pack(), nullptr);
  const sql::StatementText text;
  sql::Reader reader(situation.dialect(), nothing, text, arena, aside);
  const sql::Expr* read = reader.read_expression(typed(&expression, type, arena));
  const auto* call = read == nullptr ? nullptr : read->as<Call>();
  return call == nullptr ? Meaning::kNone : call->meaning;
}

bool names_year(const sql::Expr& expression) {
  const auto* call = expression.as<Call>();
  if (call == nullptr) return false;
  return std::any_of(call->arguments.begin(), call->arguments.end(), [](const sql::Expr* argument) {
    const auto* unit = argument->as<sql::Literal>();
    return unit != nullptr && equal_fold(unit->text, "year");
  });
}

ColumnFunction by_meaning(const sql::Expr& expression, TypeClass type, Situation& situation) {
  static constexpr std::array kSpans = {Meaning::kDateOf, Meaning::kTruncateDate,
                                        Meaning::kTruncateTime};
  static constexpr std::array kParts = {Meaning::kTimePart, Meaning::kTimePartInteger};
  static constexpr std::array kCases = {Meaning::kLower, Meaning::kUpper, Meaning::kLowerAscii,
                                        Meaning::kUpperAscii};
  const Meaning meaning = meaning_of(expression, type, situation);
  if (is_time(type) && is_one_of(meaning, kSpans)) return ColumnFunction::kSpan;
  if (is_time(type) && is_one_of(meaning, kParts) && names_year(expression))
    return ColumnFunction::kSpan;
  if (type == TypeClass::kText && is_one_of(meaning, kCases)) return ColumnFunction::kCase;
  return ColumnFunction::kOther;
}

bool is_arithmetic(const Call& call) {
  static constexpr std::array<std::string_view, 4> kSigns = {"+", "-", "*", "/"};
  return call.form == sql::CallForm::kInfix && call.name.size() == 1 &&
         std::find(kSigns.begin(), kSigns.end(), call.name[0].text) != kSigns.end();
}

}  // namespace

ColumnFunction function_of(const Condition& condition, Situation& situation) {
  const sql::Expr& expression = *condition.expression;
  const TypeClass type = sql::class_of(condition.subject.column->type.kind);
  if (const auto* cast = expression.as<sql::Cast>()) {
    if (!cast->operand->is<sql::Column>()) return ColumnFunction::kOther;
    Arena arena;
    const sql::TypeName* to = sql::middle_type(*cast->to, situation.pack(), arena);
    if (to == nullptr) return ColumnFunction::kOther;
    if (to->type == type) return ColumnFunction::kOther;
    return is_time(type) && to->type == TypeClass::kDate ? ColumnFunction::kSpan
                                                         : ColumnFunction::kCast;
  }
  const auto* call = expression.as<Call>();
  if (call != nullptr && is_arithmetic(*call) && sql::is_number(type))
    return ColumnFunction::kArithmetic;
  return by_meaning(expression, type, situation);
}

}  // namespace sqlx::advise
