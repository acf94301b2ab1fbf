#include "generators/validation/value_code.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "generators/escape.h"
#include "ir/enum_names.h"
#include "sql/infer.h"
#include "sql/reading/text_comparison.h"

namespace sqlx::generators {
namespace {

// Whether it is a number, or a boolean, which counts as one where the two meet.
bool counts(sql::TypeClass type) {
  return sql::is_number(type) || type == sql::TypeClass::kBoolean;
}

int bits_of(ir::TypeKind kind) {
  switch (kind) {
    case ir::TypeKind::kInt16: return 16;
    case ir::TypeKind::kInt32: return 32;
    default: return 64;
  }
}

int bits_of(std::string_view digits) {
  std::int32_t value = 0;
  return std::from_chars(digits.data(), digits.data() + digits.size(), value).ec == std::errc()
             ? 32
             : 64;
}

}  // namespace

using sql::Expr;
using sql::LiteralKind;
using sql::Meaning;
using sql::NodeKind;
using sql::TypeClass;

std::string ValueCode::use(std::string_view name) {
  imports_.emplace(name);
  return std::string(name);
}

std::nullopt_t ValueCode::refuse(std::string why) {
  if (refusal_.empty()) refusal_ = std::move(why);
  return std::nullopt;
}

std::optional<std::string> ValueCode::truth(const Expr& expression) {
  const Maybe made = value(expression);
  if (!made) return std::nullopt;
  if (made->type == TypeClass::kBoolean || made->type == TypeClass::kNull) return made->text;
  if (sql::is_number(made->type) && !made->is_array)
    return fmt::format("{}({})", use("isNotZero"), made->text);
  return refuse("what is no boolean is a condition here");
}

ValueCode::Maybe ValueCode::value(const Expr& expression) {
  switch (expression.kind) {
    case NodeKind::kLiteral: return literal(static_cast<const sql::Literal&>(expression));
    case NodeKind::kColumn: return column(static_cast<const sql::Column&>(expression));
    case NodeKind::kCall: return call(static_cast<const sql::Call&>(expression));
    case NodeKind::kCase: return choice(static_cast<const sql::Case&>(expression));
    case NodeKind::kCast: return conversion(static_cast<const sql::Cast&>(expression));
    case NodeKind::kArray: return list(static_cast<const sql::Array&>(expression));
    case NodeKind::kIn: return in_list(static_cast<const sql::In&>(expression));
    case NodeKind::kBetween: return between(static_cast<const sql::Between&>(expression));
    case NodeKind::kQuantified: return quantified(static_cast<const sql::Quantified&>(expression));
    case NodeKind::kCollate: return collated(static_cast<const sql::Collate&>(expression));
    case NodeKind::kExists:
    case NodeKind::kSubquery: return refuse("it asks other rows");
    default: return refuse("it has no counterpart outside of the database");
  }
}

ValueCode::Maybe ValueCode::literal(const sql::Literal& literal, bool is_negative) {
  const std::string sign = is_negative ? "-" : "";
  const std::string text(literal.text);
  switch (literal.literal) {
    case LiteralKind::kNull: return Value{"null", TypeClass::kNull};
    case LiteralKind::kBoolean: return Value{text, TypeClass::kBoolean};
    case LiteralKind::kInteger:
      return Value{sign + text + "n",    TypeClass::kInteger, nullptr, nullptr, &literal, false,
                   bits_of(literal.text)};
    case LiteralKind::kString:
      return Value{ts_string(text), TypeClass::kText, nullptr, nullptr, &literal};
    case LiteralKind::kDecimal:
    case LiteralKind::kFloat: break;
    default: return refuse("bytes are compared");
  }
  if (is_free())
    return Value{fmt::format("Number('{}{}')", sign, text), TypeClass::kFloat, nullptr, nullptr,
                 &literal};
  return Value{fmt::format("{}('{}{}')", use("decimal"), sign, text), TypeClass::kDecimal, nullptr,
               nullptr, &literal};
}

ValueCode::Maybe ValueCode::column(const sql::Column& column) {
  const std::string_view name = column.path.back().text;
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [&](const RowColumn& each) { return each.name == name; });
  if (found == columns_.end()) return refuse(fmt::format("`{}` is no column of the model", name));
  fields_.emplace(found->field);
  Value made{fmt::format("row{}", ts_member(found->field)), found->type, nullptr, &*found};
  if (found->type == TypeClass::kText) made.collation = &collation_rule(found->collation);
  made.bits = bits_of(found->column->type.kind);
  if (found->type == TypeClass::kArray) {
    const ir::LogicalType& element = found->column->type.element.front();
    made.is_array = true;
    made.type = kept_type(element, pack_);
    if (made.type == TypeClass::kText) made.collation = &collation_rule(found->collation);
  }
  return made;
}

ValueCode::Maybe ValueCode::choice(const sql::Case& expression) {
  std::vector<std::string> branches;
  Value made{"", TypeClass::kNull};
  made.bits = 0;
  bool is_mixed = false;
  const auto take = [&](const Value& result) {
    if (result.type == TypeClass::kNull) return true;
    const bool fits = made.type == TypeClass::kNull || made.type == result.type ||
                      (counts(made.type) && counts(result.type));
    if (result.collation != nullptr) made.collation = result.collation;
    is_mixed |= made.type != TypeClass::kNull && made.type != result.type;
    made.type = made.type == TypeClass::kNull ? result.type : std::max(made.type, result.type);
    made.bits = std::max(made.bits, result.bits);
    return fits && !result.is_array;
  };
  for (const sql::When* when : expression.whens) {
    std::optional<std::string> condition;
    if (expression.operand == nullptr) {
      condition = truth(*when->condition);
    } else if (const auto both = compared(*expression.operand, *when->condition, false)) {
      condition = fmt::format("{}({}, {}, {})", use("equal"), both->order, both->left.text,
                              both->right.text);
    }
    const Maybe result = value(*when->result);
    if (!condition || !result) return std::nullopt;
    if (!take(*result)) return refuse("its branches have different types");
    branches.push_back(fmt::format("[() => {}, () => {}]", *condition, result->text));
  }
  const Maybe otherwise = expression.otherwise == nullptr ? Value{"null", TypeClass::kNull}
                                                          : value(*expression.otherwise);
  if (!otherwise) return std::nullopt;
  if (!take(*otherwise)) return refuse("its branches have different types");
  if (is_mixed) use("type Numeric");
  made.text = fmt::format("{}{}([{}], () => {})", use("choose"), is_mixed ? "<Numeric>" : "",
                          fmt::join(branches, ", "), otherwise->text);
  return made;
}

ValueCode::Maybe ValueCode::list(const sql::Array& array) {
  if (array.query != nullptr) return refuse("it asks other rows");
  Value made{"", TypeClass::kNull};
  made.is_array = true;
  std::vector<std::string> items;
  for (const Expr* each : array.items) {
    const Maybe item = value(*each);
    if (!item) return std::nullopt;
    if (item->type != TypeClass::kNull) made.type = item->type;
    items.push_back(item->text);
  }
  made.text = fmt::format("[{}]", fmt::join(items, ", "));
  return made;
}

// Each item is compared with the operand by itself, so that each is brought to its type.
ValueCode::Maybe ValueCode::in_list(const sql::In& in) {
  if (in.query != nullptr) return refuse("it asks other rows");
  std::vector<std::string> items;
  std::string order;
  std::string operand;
  for (const Expr* each : in.items) {
    const auto both = compared(*in.operand, *each, false);
    if (!both) return std::nullopt;
    if (!order.empty() && order != both->order) return refuse("its items have different types");
    order = both->order;
    operand = both->left.text;
    items.push_back(both->right.text);
  }
  const std::string made =
      fmt::format("{}({}, {}, [{}])", use("isIn"), order, operand, fmt::join(items, ", "));
  return Value{in.negated ? fmt::format("{}({})", use("not"), made) : made, TypeClass::kBoolean};
}

ValueCode::Maybe ValueCode::between(const sql::Between& between) {
  if (between.symmetric) return refuse("BETWEEN SYMMETRIC");
  const auto low = compared(*between.operand, *between.low, true);
  const auto high = compared(*between.operand, *between.high, true);
  if (!low || !high) return std::nullopt;
  if (low->order != high->order || low->left.text != high->left.text)
    return refuse("its bounds have different types");
  const std::string made = fmt::format("{}({}, {}, {}, {})", use("between"), low->order,
                                       low->left.text, low->right.text, high->right.text);
  return Value{between.negated ? fmt::format("{}({})", use("not"), made) : made,
               TypeClass::kBoolean};
}

// a = ANY (array) and a <> ALL (array).
ValueCode::Maybe ValueCode::quantified(const sql::Quantified& quantified) {
  const bool is_any = quantified.op == "=" && quantified.quantifier == sql::Quantifier::kAny;
  const bool is_none = quantified.op == "<>" && quantified.quantifier == sql::Quantifier::kAll;
  if (quantified.array == nullptr) return refuse("it asks other rows");
  if ((!is_any && !is_none) || quantified.negated) return refuse("it compares with every element");
  Maybe operand = as_text(*quantified.operand);
  Maybe array = value(*quantified.array);
  if (!operand || !array) return std::nullopt;
  if (!array->is_array) return refuse("it compares with an array in a text");
  const std::string items = array->text;
  array->is_array = false;
  const auto both = compared(*operand, *array, false);
  if (!both) return std::nullopt;
  if (both->right.text != items) return refuse("its elements have another type");
  const std::string_view function = array->column != nullptr ? "isAmong" : "isIn";
  const std::string made =
      fmt::format("{}({}, {}, {})", use(function), both->order, both->left.text, items);
  return Value{is_none ? fmt::format("{}({})", use("not"), made) : made, TypeClass::kBoolean};
}

ValueCode::Maybe ValueCode::collated(const sql::Collate& collate) {
  Maybe made = value(*collate.operand);
  if (!made || made->type != TypeClass::kText)
    return refuse("another value than a text has a collation");
  made->collation = &collation_rule(collate.collation.back().text);
  made->column = nullptr;
  return made;
}

// '-5'::integer is -5: how a server writes what is below zero.
ValueCode::Maybe ValueCode::number(std::string_view text, TypeClass type) {
  const bool is_negative = text.starts_with('-');
  sql::Literal made;
  made.text = text.substr(is_negative ? 1 : 0);
  const bool is_plain =
      !made.text.empty() && is_digit(made.text.front()) && is_digit(made.text.back()) &&
      made.text.find_first_not_of(type == TypeClass::kInteger ? "0123456789" : "0123456789.") ==
          std::string_view::npos &&
      std::count(made.text.begin(), made.text.end(), '.') < 2;
  if (!is_plain) return refuse("a text is read as a number");
  made.literal = type == TypeClass::kInteger ? LiteralKind::kInteger : LiteralKind::kDecimal;
  if (type == TypeClass::kFloat) return Value{fmt::format("Number('{}')", text), type};
  Maybe value = literal(made, is_negative);
  if (value) value->literal = nullptr;
  return value;
}

// Whether a column's whole numbers all fit the type that they are converted to.
bool ValueCode::is_widened(const Value& value, const sql::TypeName& to) {
  const auto kind = ir::enum_from_name<ir::TypeKind>(to.name.back().text);
  if (!kind || value.column == nullptr) return false;
  const auto is_signed = [](ir::TypeKind each) {
    return each >= ir::TypeKind::kInt8 && each <= ir::TypeKind::kInt64;
  };
  const ir::TypeKind from = value.column->column->type.kind;
  return is_signed(from) && is_signed(*kind) && *kind >= from;
}

// Conversions that lose and refuse nothing.
ValueCode::Maybe ValueCode::conversion(const sql::Cast& cast) {
  Maybe made = value(*cast.operand);
  if (!made) return std::nullopt;
  const TypeClass to = cast.to->type;
  const bool is_bare = cast.to->arguments.empty();
  if (made->is_array) return is_bare ? made : refuse("an array is converted");
  if (made->type == TypeClass::kNull) return made;
  const bool is_moment = to == TypeClass::kDate || to == TypeClass::kTimestamp ||
                         to == TypeClass::kTimestampTz || to == TypeClass::kTime;
  if (made->literal != nullptr && made->type == TypeClass::kText && is_moment && !is_free())
    return moment(*made, to);
  const bool is_whole = made->type == TypeClass::kInteger;
  if (made->literal != nullptr && made->type == TypeClass::kText && sql::is_number(to) && is_bare &&
      !is_free())
    return number(made->literal->text, to);
  if (made->type == to && is_bare && to == TypeClass::kText) return without_blanks(*made);
  if (made->type == to && is_bare && to != TypeClass::kTimestampTz && to != TypeClass::kFloat &&
      !is_whole)
    return made;
  if (is_free() || !is_bare) return refuse("a value is converted");
  if (is_whole && to == TypeClass::kDecimal) return Value{made->text, TypeClass::kDecimal};
  if (is_whole && to == TypeClass::kInteger &&
      (made->literal != nullptr || is_widened(*made, *cast.to))) {
    if (const auto kind = ir::enum_from_name<ir::TypeKind>(cast.to->name.back().text))
      made->bits = bits_of(*kind);
    return made;
  }
  if (sql::is_number(made->type) && to == TypeClass::kFloat)
    return Value{fmt::format("{}({})", use("toFloat"), made->text), TypeClass::kFloat};
  if (made->type == TypeClass::kDate && to == TypeClass::kTimestamp) return Value{made->text, to};
  if (made->type == TypeClass::kTimestamp && to == TypeClass::kDate)
    return Value{fmt::format("{}({})", use("dayOf"), made->text), to};
  return refuse("a value is converted");
}

}  // namespace sqlx::generators
