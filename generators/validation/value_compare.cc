// Which order two values are compared in: that of numbers, of moments, of texts by their collation.
#include <fmt/format.h>

#include "base/text.h"
#include "generators/escape.h"
#include "generators/validation/value_code.h"
#include "sql/infer.h"
#include "sql/moments.h"

namespace sqlx::generators {

using sql::TypeClass;

namespace {

bool is_moment(TypeClass type) {
  return type == TypeClass::kDate || type == TypeClass::kTime || type == TypeClass::kTimestamp ||
         type == TypeClass::kTimestampTz;
}

// Days and dates with a time are kept alike; an instant is neither.
bool are_comparable(TypeClass a, TypeClass b) {
  const auto is_calendar = [](TypeClass type) {
    return type == TypeClass::kDate || type == TypeClass::kTimestamp;
  };
  return a == b || (is_calendar(a) && is_calendar(b));
}

bool counts(TypeClass type) { return sql::is_number(type) || type == TypeClass::kBoolean; }

}  // namespace

// A character column's blanks at the end are filling, but for patterns and bytes.
ValueCode::Value ValueCode::without_blanks(Value value) {
  const bool is_filled = value.column != nullptr &&
                         value.column->column->type.kind == ir::TypeKind::kChar && !is_free();
  if (!is_filled || value.is_array) return value;
  value.text = fmt::format("{}({})", use("trimRight"), value.text);
  value.column = nullptr;
  return value;
}

ValueCode::Maybe ValueCode::as_text(const sql::Expr& expression) {
  Maybe made = value(expression);
  if (made && made->type == TypeClass::kText) return without_blanks(*made);
  return made;
}

// 'YYYY-MM-DD' and the like as a moment of this type.
ValueCode::Maybe ValueCode::moment(const Value& text, TypeClass type) {
  const bool is_zoned = type == TypeClass::kTimestampTz;
  const std::string written(text.literal->text);
  if (type == TypeClass::kTime) {
    const bool is_clock = sql::full_moment("2000-01-01 " + written, false).has_value() &&
                          written.find_first_not_of("0123456789:.") == std::string::npos;
    if (!is_clock) return refuse("a time is not written in ISO form");
    return Value{fmt::format("{}({})", use("clockAt"), ts_string(written)), type, nullptr, nullptr,
                 text.literal};
  }
  const bool has_zone =
      written.ends_with('Z') || written.find('+') != std::string::npos || written.rfind('-') > 9;
  if (is_zoned && (written.size() <= 10 || !has_zone))
    return refuse("the session's time zone counts");
  const auto full = sql::full_moment(written, is_zoned);
  if (!full) return refuse("a moment is not written in ISO form");
  return Value{fmt::format("{}({})", use("timestampAt"),
                           ts_string(type == TypeClass::kDate ? full->substr(0, 10) : *full)),
               type, nullptr, nullptr, text.literal};
}

std::optional<ValueCode::Compared> ValueCode::compared(const sql::Expr& left,
                                                       const sql::Expr& right, bool is_ordered) {
  Maybe a = as_text(left);
  Maybe b = as_text(right);
  if (!a || !b) return std::nullopt;
  return compared(std::move(*a), std::move(*b), is_ordered);
}

std::optional<ValueCode::Compared> ValueCode::compared(Value left, Value right, bool is_ordered) {
  if (left.is_array || right.is_array) return refuse("arrays are compared");
  if (is_moment(left.type) && right.literal != nullptr && right.type == TypeClass::kText) {
    const Maybe made = moment(right, left.type);
    if (!made) return std::nullopt;
    right = *made;
  } else if (is_moment(right.type) && left.literal != nullptr && left.type == TypeClass::kText) {
    const Maybe made = moment(left, right.type);
    if (!made) return std::nullopt;
    left = *made;
  }
  const TypeClass a = left.type == TypeClass::kNull ? right.type : left.type;
  const TypeClass b = right.type == TypeClass::kNull ? left.type : right.type;
  std::string order;
  if (counts(a) && counts(b)) {
    order = use("numbers");
  } else if (is_moment(a) && are_comparable(a, b)) {
    order = use("moments");
  } else if (a == TypeClass::kText && b == TypeClass::kText) {
    const auto by = text_order(left, right, is_ordered);
    if (!by) return std::nullopt;
    order = *by;
  } else {
    return refuse("values of these types are compared as the database knows");
  }
  return Compared{order, std::move(left), std::move(right)};
}

std::optional<std::string> ValueCode::text_order(const Value& left, const Value& right,
                                                 bool is_ordered) {
  const auto is_label = [](const Value& value) {
    return value.column != nullptr && value.column->column->type.kind == ir::TypeKind::kEnum;
  };
  if (is_ordered && (is_label(left) || is_label(right)))
    return refuse("labels are compared by their place");
  if (left.collation != nullptr && right.collation != nullptr &&
      left.collation->order != right.collation->order) {
    return refuse("texts of two collations are compared");
  }
  const CollationRule* rule = left.collation != nullptr ? left.collation : right.collation;
  if (rule == nullptr) rule = &collation_rule(is_folding() ? "_ci" : "C");
  if (rule->order.empty()) return refuse("the schema defines the texts' collation");
  if (is_ordered && !rule->is_ordered) return refuse("texts are ordered by the server's locale");
  return use(rule->order);
}

}  // namespace sqlx::generators
