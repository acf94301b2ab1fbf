#include "sql/infer.h"

#include <algorithm>
#include <charconv>

namespace sqlx::sql {
namespace {

TypeClass literal_type(LiteralKind kind) {
  switch (kind) {
    case LiteralKind::kNull: return TypeClass::kNull;
    case LiteralKind::kBoolean: return TypeClass::kBoolean;
    case LiteralKind::kInteger: return TypeClass::kInteger;
    case LiteralKind::kDecimal: return TypeClass::kDecimal;
    case LiteralKind::kFloat: return TypeClass::kFloat;
    case LiteralKind::kString: return TypeClass::kText;
    case LiteralKind::kBytes: return TypeClass::kBytes;
    case LiteralKind::kBits: return TypeClass::kBits;
  }
  return TypeClass::kUnknown;
}

TypeClass number_type(List<const Expr*> values, TypeClass least) {
  TypeClass widest = least;
  for (const Expr* value : values) {
    if (value->type == TypeClass::kNull) continue;
    if (value->type == TypeClass::kBoolean)
      continue;  // counts as an integer where it may stand here
    if (!is_number(value->type))
      return value->type == TypeClass::kInterval ? TypeClass::kInterval : TypeClass::kUnknown;
    widest = std::max(widest, value->type);
  }
  return widest;
}

TypeClass call_type(const Call& call) {
  const auto first = [&] {
    return call.arguments.empty() ? TypeClass::kUnknown : call.arguments[0]->type;
  };
  switch (info(call.meaning).gives) {
    case Gives::kUnknown: return TypeClass::kUnknown;
    case Gives::kBoolean: return TypeClass::kBoolean;
    case Gives::kInteger: return TypeClass::kInteger;
    case Gives::kDecimal: return TypeClass::kDecimal;
    case Gives::kFloat: return TypeClass::kFloat;
    case Gives::kText: return TypeClass::kText;
    case Gives::kBytes: return TypeClass::kBytes;
    case Gives::kDate: return TypeClass::kDate;
    case Gives::kTime: return TypeClass::kTime;
    case Gives::kTimestamp: return TypeClass::kTimestamp;
    case Gives::kTimestampTz: return TypeClass::kTimestampTz;
    case Gives::kInterval: return TypeClass::kInterval;
    case Gives::kJson: return TypeClass::kJson;
    case Gives::kUuid: return TypeClass::kUuid;
    case Gives::kArray: return TypeClass::kArray;
    case Gives::kNumber: return number_type(call.arguments, TypeClass::kInteger);
    case Gives::kExact: return number_type(call.arguments, TypeClass::kDecimal);
    case Gives::kFirst: return first();
    case Gives::kCommon: return common_type(call.arguments);
  }
  return TypeClass::kUnknown;
}

bool any_nullable(List<const Expr*> values) {
  return std::any_of(values.begin(), values.end(),
                     [](const Expr* value) { return value->nullable; });
}

bool all_nullable(List<const Expr*> values) {
  return std::all_of(values.begin(), values.end(),
                     [](const Expr* value) { return value->nullable; });
}

bool call_nullable(const Call& call) {
  if (call.over != nullptr && info(call.meaning).role == Role::kAggregate)
    return info(call.meaning).nulls != NullRule::kNever;
  switch (info(call.meaning).nulls) {
    case NullRule::kStrict: return any_nullable(call.arguments);
    case NullRule::kNever: return false;
    case NullRule::kMaybe:
      return call.meaning != Meaning::kAnd && call.meaning != Meaning::kOr
                 ? true
                 : any_nullable(call.arguments);
    case NullRule::kAllNull: return all_nullable(call.arguments);
  }
  return true;
}

// Digits behind the point of a number that is always written with as many.
int scale_of(const Expr& value) {
  if (value.type == TypeClass::kInteger || value.type == TypeClass::kBoolean) return 0;
  return value.type == TypeClass::kDecimal ? value.scale : -1;
}

int common_scale(List<const Expr*> values) {
  int common = -1;
  for (const Expr* value : values) {
    if (value->type == TypeClass::kNull) continue;
    const int scale = scale_of(*value);
    if (scale < 0 || (common >= 0 && scale != common)) return -1;
    common = scale;
  }
  return common;
}

int product_scale(List<const Expr*> values) {
  int sum = 0;
  for (const Expr* value : values) {
    if (scale_of(*value) < 0) return -1;
    sum += scale_of(*value);
  }
  return sum;
}

int largest_scale(List<const Expr*> values) {
  int largest = -1;
  for (const Expr* value : values) {
    if (scale_of(*value) < 0) return -1;
    largest = std::max(largest, scale_of(*value));
  }
  return largest;
}

int literal_number(const Expr* value) {
  const auto* literal = value->as<Literal>();
  int number = -1;
  if (literal != nullptr && literal->literal == LiteralKind::kInteger) {
    std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), number);
  }
  return number;
}

int call_scale(const Call& call) {
  switch (call.meaning) {
    case Meaning::kAdd:
    case Meaning::kSubtract: return largest_scale(call.arguments);
    case Meaning::kMultiply: return product_scale(call.arguments);
    case Meaning::kCoalesce: return common_scale(call.arguments);
    case Meaning::kRound: return 0;
    case Meaning::kRoundTo:
    case Meaning::kTruncateTo: return literal_number(call.arguments[1]);
    case Meaning::kSum:
    case Meaning::kNegate:
    case Meaning::kAbsolute:
    case Meaning::kMin:
    case Meaning::kMax:
    case Meaning::kNullif:
    case Meaning::kLag:
    case Meaning::kLead:
    case Meaning::kFirstValue:
    case Meaning::kLastValue: return scale_of(*call.arguments[0]);
    default: return -1;
  }
}

std::int8_t decimal_scale(TypeClass type, int scale) {
  return type == TypeClass::kDecimal && scale <= 100 ? static_cast<std::int8_t>(scale)
                                                     : std::int8_t{-1};
}

// Documents tell case apart, also where texts do not, and so do the texts taken from them.
bool is_json_text(const Call& call) {
  switch (call.meaning) {
    case Meaning::kJsonGetTextNull: return true;
    case Meaning::kJsonGetText:
    case Meaning::kJsonGetValue:
    case Meaning::kJsonGetKeyText:
    case Meaning::kJsonUnquote: return call.arguments[0]->type == TypeClass::kJson;
    default: return false;
  }
}

void infer_call(Call& call) {
  if (call.meaning == Meaning::kNone) return;
  call.type = call_type(call);
  call.nullable = call_nullable(call);
  call.exact_text = call.meaning == Meaning::kExact || is_json_text(call);
  call.fractional = info(call.meaning).gives == Gives::kFirst && !call.arguments.empty() &&
                    call.arguments[0]->fractional;
  if (call.type == TypeClass::kDecimal) call.scale = decimal_scale(call.type, call_scale(call));
}

void infer_literal(Literal& literal) {
  literal.type = literal_type(literal.literal);
  literal.nullable = literal.type == TypeClass::kNull;
  if (literal.type != TypeClass::kDecimal) return;
  const std::size_t point = literal.text.find('.');
  literal.scale = decimal_scale(
      literal.type,
      point == std::string_view::npos ? 0 : static_cast<int>(literal.text.size() - point - 1));
}

void infer_case(Case& expression) {
  std::vector<const Expr*> results;
  for (const When* when : expression.whens) results.push_back(when->result);
  if (expression.otherwise != nullptr) results.push_back(expression.otherwise);
  expression.type = common_type(results);
  expression.scale = decimal_scale(expression.type, common_scale(results));
  expression.nullable = expression.otherwise == nullptr || any_nullable(results);
}

void infer_cast(Cast& cast) {
  cast.type = cast.to->type;
  cast.exact_text = cast.type == TypeClass::kText && cast.operand->exact_text;
  cast.scale = scale_of(*cast.to);
  cast.nullable = cast.operand->nullable || cast.form == CastForm::kTry;
  const auto* literal = cast.operand->as<Literal>();
  cast.fractional = literal == nullptr ? cast.operand->fractional
                                       : literal->text.find('.') != std::string_view::npos;
}

void infer_test(Expr& expression, bool nullable) {
  expression.type = TypeClass::kBoolean;
  expression.nullable = nullable;
}

}  // namespace

bool is_expression(NodeKind kind) {
  static constexpr bool kExpressions[] = {
#define SQLX_EXPRESSION(type) true,
#define SQLX_NODE(type) false,
#include "sql/ast/nodes.def"
  };
  return kExpressions[static_cast<std::size_t>(kind)];
}

void infer_type(Expr& expression) {
  switch (expression.kind) {
    case NodeKind::kLiteral: infer_literal(static_cast<Literal&>(expression)); break;
    case NodeKind::kInterval:
      expression.type = TypeClass::kInterval;
      expression.nullable = static_cast<Interval&>(expression).amount != nullptr &&
                            static_cast<Interval&>(expression).amount->nullable;
      break;
    case NodeKind::kCall: infer_call(static_cast<Call&>(expression)); break;
    case NodeKind::kCase: infer_case(static_cast<Case&>(expression)); break;
    case NodeKind::kCast: infer_cast(static_cast<Cast&>(expression)); break;
    case NodeKind::kCollate:
      expression.type = TypeClass::kText;
      expression.nullable = static_cast<Collate&>(expression).operand->nullable;
      break;
    case NodeKind::kIn: {
      const auto& in = static_cast<In&>(expression);
      infer_test(expression, in.operand->nullable || in.query != nullptr || any_nullable(in.items));
      break;
    }
    case NodeKind::kBetween: {
      const auto& between = static_cast<Between&>(expression);
      infer_test(expression,
                 between.operand->nullable || between.low->nullable || between.high->nullable);
      break;
    }
    case NodeKind::kExists: infer_test(expression, false); break;
    case NodeKind::kQuantified: infer_test(expression, true); break;
    case NodeKind::kRow: expression.type = TypeClass::kRow; break;
    case NodeKind::kArray:
      expression.type = TypeClass::kArray;
      expression.nullable = false;
      break;
    default: break;  // columns, subqueries and parameters: whoever makes them knows, or nobody does
  }
}

// Of numeric(8, 2); numeric(8) has none, and numeric any.
std::int8_t scale_of(const TypeName& type) {
  if (type.type != TypeClass::kDecimal || type.arguments.empty()) return -1;
  return decimal_scale(type.type,
                       type.arguments.size() < 2 ? 0 : literal_number(type.arguments[1]));
}

TypeClass common_type(List<const Expr*> values) {
  TypeClass common = TypeClass::kNull;
  for (const Expr* value : values) {
    if (value->type == TypeClass::kNull || value->type == common) continue;
    if (common == TypeClass::kNull) {
      common = value->type;
    } else if (is_number(common) && is_number(value->type)) {
      common = std::max(common, value->type);
    } else {
      return TypeClass::kUnknown;
    }
  }
  return common;
}

TypeClass class_of(ir::TypeKind kind) {
  using ir::TypeKind;
  switch (kind) {
    case TypeKind::kBoolean: return TypeClass::kBoolean;
    case TypeKind::kInt8:
    case TypeKind::kInt16:
    case TypeKind::kInt24:
    case TypeKind::kInt32:
    case TypeKind::kInt64:
    case TypeKind::kUint8:
    case TypeKind::kUint16:
    case TypeKind::kUint24:
    case TypeKind::kUint32:
    case TypeKind::kUint64:
    case TypeKind::kYear: return TypeClass::kInteger;
    case TypeKind::kDecimal: return TypeClass::kDecimal;
    case TypeKind::kFloat32:
    case TypeKind::kFloat64: return TypeClass::kFloat;
    case TypeKind::kText:
    case TypeKind::kChar: return TypeClass::kText;
    case TypeKind::kBytes: return TypeClass::kBytes;
    case TypeKind::kBit:
    case TypeKind::kVarBit: return TypeClass::kBits;
    case TypeKind::kDate: return TypeClass::kDate;
    case TypeKind::kTime: return TypeClass::kTime;
    case TypeKind::kTimestamp: return TypeClass::kTimestamp;
    case TypeKind::kTimestampZoned: return TypeClass::kTimestampTz;
    case TypeKind::kInterval: return TypeClass::kInterval;
    case TypeKind::kUuid: return TypeClass::kUuid;
    case TypeKind::kJson: return TypeClass::kJson;
    case TypeKind::kArray: return TypeClass::kArray;
    default: return TypeClass::kOther;
  }
}

}  // namespace sqlx::sql
