// What calls mean, in functions of the runtime.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "generators/escape.h"
#include "generators/validation/patterns.h"
#include "generators/validation/value_code.h"
#include "sql/infer.h"

namespace sqlx::generators {

using sql::Call;
using sql::Expr;
using sql::LiteralKind;
using sql::Meaning;
using sql::TypeClass;

namespace {

enum class Takes : std::uint8_t {
  kConditions,
  kAnything,
  kNumbers,
  kTexts,
  kTextOrBytes,
  kMoments
};
enum class Gives : std::uint8_t { kBoolean, kInteger, kNumber, kText, kDate };

// Calls that take values of one kind, and mean what a function of the runtime does.
struct Row {
  Meaning meaning;
  std::string_view function;
  Takes takes;
  Gives gives;
  std::size_t arguments;  // 0: any number
};

constexpr Row kRows[] = {
    {Meaning::kAnd, "and", Takes::kConditions, Gives::kBoolean, 0},
    {Meaning::kOr, "or", Takes::kConditions, Gives::kBoolean, 0},
    {Meaning::kNot, "not", Takes::kConditions, Gives::kBoolean, 1},
    {Meaning::kXor, "xor", Takes::kConditions, Gives::kBoolean, 2},
    {Meaning::kIsTrue, "isTrue", Takes::kConditions, Gives::kBoolean, 1},
    {Meaning::kIsFalse, "isFalse", Takes::kConditions, Gives::kBoolean, 1},
    {Meaning::kIsUnknown, "isNull", Takes::kConditions, Gives::kBoolean, 1},
    {Meaning::kIsNull, "isNull", Takes::kAnything, Gives::kBoolean, 1},
    {Meaning::kTruth, "isNotZero", Takes::kNumbers, Gives::kBoolean, 1},
    {Meaning::kAdd, "add", Takes::kNumbers, Gives::kNumber, 2},
    {Meaning::kSubtract, "subtract", Takes::kNumbers, Gives::kNumber, 2},
    {Meaning::kMultiply, "multiply", Takes::kNumbers, Gives::kNumber, 2},
    {Meaning::kNegate, "negate", Takes::kNumbers, Gives::kNumber, 1},
    {Meaning::kAbsolute, "absolute", Takes::kNumbers, Gives::kNumber, 1},
    {Meaning::kDivideInteger, "divideInteger", Takes::kNumbers, Gives::kInteger, 2},
    {Meaning::kModulo, "modulo", Takes::kNumbers, Gives::kInteger, 2},
    {Meaning::kBitAnd, "bitAnd", Takes::kNumbers, Gives::kInteger, 2},
    {Meaning::kCharLength, "charLength", Takes::kTexts, Gives::kInteger, 1},
    {Meaning::kByteLength, "byteLength", Takes::kTextOrBytes, Gives::kInteger, 1},
    {Meaning::kTrim, "trim", Takes::kTexts, Gives::kText, 1},
    {Meaning::kTrimLeft, "trimLeft", Takes::kTexts, Gives::kText, 1},
    {Meaning::kTrimRight, "trimRight", Takes::kTexts, Gives::kText, 1},
    {Meaning::kLower, "toLower", Takes::kTexts, Gives::kText, 1},
    {Meaning::kUpper, "toUpper", Takes::kTexts, Gives::kText, 1},
    {Meaning::kLowerAscii, "toLowerAscii", Takes::kTexts, Gives::kText, 1},
    {Meaning::kUpperAscii, "toUpperAscii", Takes::kTexts, Gives::kText, 1},
    {Meaning::kConcat, "concat", Takes::kTexts, Gives::kText, 0},
    {Meaning::kPosition, "position", Takes::kTexts, Gives::kInteger, 2},
    {Meaning::kStartsWith, "startsWith", Takes::kTexts, Gives::kBoolean, 2},
    {Meaning::kDaysBetween, "daysBetween", Takes::kMoments, Gives::kInteger, 2},
    {Meaning::kDateOf, "dayOf", Takes::kMoments, Gives::kDate, 1},
};

TypeClass result_of(Gives gives, TypeClass widest) {
  switch (gives) {
    case Gives::kBoolean: return TypeClass::kBoolean;
    case Gives::kInteger: return TypeClass::kInteger;
    case Gives::kNumber: return widest;
    case Gives::kText: return TypeClass::kText;
    case Gives::kDate: return TypeClass::kDate;
  }
  return TypeClass::kUnknown;
}

// Whether a value of this type is what the function takes.
bool is_taken(Takes takes, TypeClass type) {
  switch (takes) {
    case Takes::kConditions:
    case Takes::kAnything: return true;
    case Takes::kNumbers:
      return type == TypeClass::kInteger || type == TypeClass::kDecimal ||
             type == TypeClass::kBoolean;
    case Takes::kTexts: return type == TypeClass::kText;
    case Takes::kTextOrBytes: return type == TypeClass::kText || type == TypeClass::kBytes;
    case Takes::kMoments: return type == TypeClass::kDate || type == TypeClass::kTimestamp;
  }
  return false;
}

const Row* row_of(Meaning meaning) {
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                 [&](const Row& each) { return each.meaning == meaning; });
  return row == std::end(kRows) ? nullptr : row;
}

const sql::Literal* string_of(const Expr& expression) {
  const auto* literal = expression.as<sql::Literal>();
  if (const auto* cast = expression.as<sql::Cast>()) literal = cast->operand->as<sql::Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

std::optional<std::int64_t> natural(const Expr& expression) {
  const auto* literal = expression.as<sql::Literal>();
  if (literal == nullptr || literal->literal != LiteralKind::kInteger) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] =
      std::from_chars(literal->text.data(), literal->text.data() + literal->text.size(), value);
  return error == std::errc() && *end == literal->text.data()[literal->text.size()]
             ? std::optional(value)
             : std::nullopt;
}

// The operand of NULLIF (operand, 0); null if it is none.
const Expr* unless_zero(const Expr& expression) {
  const auto* call = expression.as<Call>();
  if (call == nullptr || call->meaning != Meaning::kNullif) return nullptr;
  return natural(*call->arguments[1]) == 0 ? call->arguments[0] : nullptr;
}

// `json_valid(NULL)` is false in some versions of an engine and NULL in others: the database says
// which.
bool is_of(Meaning meaning, const Expr& value) {
  const auto* call = value.as<Call>();
  return call != nullptr && call->meaning == meaning;
}

}  // namespace

ValueCode::Maybe ValueCode::call(const Call& call) {
  if (call.filter != nullptr || call.over != nullptr || call.distinct)
    return refuse("it is computed from several rows");
  switch (call.meaning) {
    case Meaning::kEqual: return comparison(call, "equal", false);
    case Meaning::kNotEqual: return comparison(call, "notEqual", false);
    case Meaning::kSame: return comparison(call, "isSame", false);
    case Meaning::kNullif: return comparison(call, "unless", false);
    case Meaning::kLess: return comparison(call, "less", true);
    case Meaning::kLessEqual: return comparison(call, "atMost", true);
    case Meaning::kGreater: return comparison(call, "greater", true);
    case Meaning::kGreaterEqual: return comparison(call, "atLeast", true);
    case Meaning::kLike:
    case Meaning::kLikeFold:
    case Meaning::kGlob:
    case Meaning::kRegex:
    case Meaning::kRegexFold: return pattern(call);
    case Meaning::kTimePart:
    case Meaning::kTimePartInteger: return time_part(call);
    case Meaning::kSubstring:
    case Meaning::kSubstringFor: return substring(call);
    case Meaning::kCoalesce: return coalesce(call);
    case Meaning::kContainsAll: return contains_all(call);
    case Meaning::kFold:
      return value(*call.arguments[0]);  // the column's collation says the same, and more
    case Meaning::kExact: {
      Maybe text = as_text(*call.arguments[0]);
      if (!text || is_folding()) return text ? refuse("texts are compared as bytes") : std::nullopt;
      text->collation = &collation_rule("C");
      return text;
    }
    case Meaning::kBooleanNumber: return value(*call.arguments[0]);
    case Meaning::kIsTrue:
      return is_of(Meaning::kJsonValid, *call.arguments[0]) ? value(*call.arguments[0])
                                                            : by_table(call);
    case Meaning::kJsonValid: {
      const Maybe document = value(*call.arguments[0]);
      if (!document) return std::nullopt;
      if (document->type != TypeClass::kText && document->type != TypeClass::kJson)
        return refuse("another value than a text is JSON");
      return Value{
          fmt::format("{}({})",
                      use(document->type == TypeClass::kText ? "isJsonText" : "isDocument"),
                      document->text),
          TypeClass::kBoolean};
    }
    case Meaning::kArrayLength: {
      const Maybe array = value(*call.arguments[0]);
      if (!array) return std::nullopt;
      if (!array->is_array || array->column == nullptr)
        return refuse("it counts what is no column");
      return Value{fmt::format("{}({})", use("countElements"), array->text), TypeClass::kInteger};
    }
    default: return by_table(call);
  }
}

// Such an engine reads a division by zero as NULL, and refuses it in a row that is written.
std::vector<const Expr*> ValueCode::operands(const Call& call) const {
  std::vector<const Expr*> operands(call.arguments.begin(), call.arguments.end());
  const bool divides = call.meaning == Meaning::kDivideInteger || call.meaning == Meaning::kModulo;
  if (!divides || !is_folding()) return operands;
  if (const Expr* divisor = unless_zero(*operands.back())) operands.back() = divisor;
  return operands;
}

ValueCode::Maybe ValueCode::by_table(const Call& call) {
  if (call.meaning == Meaning::kNegate) {
    if (const auto* number = call.arguments[0]->as<sql::Literal>()) return literal(*number, true);
  }
  const Row* row = row_of(call.meaning);
  if (row == nullptr) {
    return refuse(call.meaning == Meaning::kNone
                      ? "it calls a function that only the database knows"
                      : fmt::format("it needs the database's own `{}`", to_string(call.meaning)));
  }
  if (row->arguments != 0 && call.arguments.size() != row->arguments)
    return refuse("it has other arguments");
  std::vector<std::string> arguments;
  TypeClass widest = TypeClass::kInteger;
  const CollationRule* collation = nullptr;
  int bits = 0;
  for (const Expr* each : operands(call)) {
    if (row->takes == Takes::kConditions) {
      const auto condition = truth(*each);
      if (!condition) return std::nullopt;
      arguments.push_back(*condition);
      continue;
    }
    const bool as_stored = row->meaning == Meaning::kByteLength || row->takes == Takes::kAnything;
    const Maybe argument = as_stored ? value(*each) : as_text(*each);
    if (!argument) return std::nullopt;
    if (row->takes != Takes::kAnything &&
        (argument->is_array || !is_taken(row->takes, argument->type))) {
      return refuse(
          fmt::format("`{}` of such values is the database's business", to_string(call.meaning)));
    }
    if (sql::is_number(argument->type)) widest = std::max(widest, argument->type);
    bits = std::max(bits, argument->bits);
    if (argument->collation != nullptr) collation = argument->collation;
    arguments.push_back(argument->text);
  }
  Value made{fmt::format("{}({})", use(row->function), fmt::join(arguments, ", ")),
             result_of(row->gives, widest)};
  if (made.type == TypeClass::kText) made.collation = collation;
  if (row->takes != Takes::kNumbers) return made;
  made.bits = bits;
  return in_bits(std::move(made));
}

// An engine that does not mix types computes in that of the operands.
ValueCode::Value ValueCode::in_bits(Value value) {
  if (value.type != TypeClass::kInteger || value.bits >= 64 ||
      !pack_.has(wirepacks::Feature::kStrictTypes))
    return value;
  value.text = fmt::format("{}({}, {})", use("within"), value.bits, value.text);
  return value;
}

ValueCode::Maybe ValueCode::comparison(const Call& call, std::string_view function,
                                       bool is_ordered) {
  const auto both = compared(*call.arguments[0], *call.arguments[1], is_ordered);
  if (!both) return std::nullopt;
  Value made{
      fmt::format("{}({}, {}, {})", use(function), both->order, both->left.text, both->right.text),
      TypeClass::kBoolean};
  if (call.meaning == Meaning::kNullif) {
    made.type = both->left.type;
    made.collation = both->left.collation;
  }
  return made;
}

// Where texts are compared without regard to case, the text's collation says whether a pattern is,
// too; elsewhere its operator.
bool ValueCode::ignores_case(Meaning meaning, const CollationRule* collation) const {
  if (is_folding()) return collation == nullptr || collation->order.starts_with("folded");
  return meaning == Meaning::kLikeFold || meaning == Meaning::kRegexFold;
}

// LIKE, GLOB and regular expressions, of a text and a pattern that is written out.
ValueCode::Maybe ValueCode::pattern(const Call& call) {
  const Expr* wanted = call.arguments[1];
  if (const auto* folded = wanted->as<Call>();
      folded != nullptr && folded->meaning == Meaning::kFold)
    wanted = folded->arguments[0];
  const sql::Literal* written = string_of(*wanted);
  const sql::Literal* escape = call.arguments.size() < 3 ? nullptr : string_of(*call.arguments[2]);
  if (written == nullptr || (call.arguments.size() > 2 && escape == nullptr))
    return refuse("its pattern is not written out");
  const Maybe text = value(*call.arguments[0]);
  if (!text) return std::nullopt;
  if (text->type != TypeClass::kText) return refuse("another value than a text is matched");
  const std::string_view by = escape == nullptr ? "\\" : escape->text;
  const bool folds = ignores_case(call.meaning, text->collation);
  std::optional<Pattern> made;
  switch (call.meaning) {
    case Meaning::kLike:
    case Meaning::kLikeFold: made = like_pattern(written->text, by, folds); break;
    case Meaning::kGlob: made = glob_pattern(written->text); break;
    default:
      if (!pack_.has(wirepacks::Feature::kRegex))
        return refuse("what REGEXP does is not the database's to say");
      made = regex_pattern(written->text, folds);
  }
  if (!made) return refuse("its pattern means something else in JavaScript");
  const bool is_exact = is_free() || (text->collation == nullptr || text->collation->is_exact);
  const bool is_plain = !made->ascii_only && is_exact && !is_folding() && (!folds || is_free());
  return Value{fmt::format("{}({}, {})", use(is_plain ? "matches" : "matchesAscii"), text->text,
                           made->literal()),
               TypeClass::kBoolean};
}

ValueCode::Maybe ValueCode::time_part(const Call& call) {
  constexpr std::string_view kParts[] = {"year", "quarter", "month", "day",
                                         "hour", "minute",  "dow",   "isodow"};
  const sql::Literal* part = string_of(*call.arguments[0]);
  const Maybe moment = value(*call.arguments[1]);
  if (!moment) return std::nullopt;
  const bool is_known = part != nullptr && std::find(std::begin(kParts), std::end(kParts),
                                                     part->text) != std::end(kParts);
  if (!is_known || !is_taken(Takes::kMoments, moment->type))
    return refuse("a part of a moment depends on the server");
  return Value{fmt::format("{}('{}', {})", use("timePart"), part->text, moment->text),
               TypeClass::kInteger};
}

ValueCode::Maybe ValueCode::substring(const Call& call) {
  const Maybe text = as_text(*call.arguments[0]);
  if (!text) return std::nullopt;
  const auto start = natural(*call.arguments[1]);
  const auto length = call.arguments.size() > 2 ? natural(*call.arguments[2]) : 0;
  if (text->type != TypeClass::kText || !start || *start < 1 || !length)
    return refuse("a part of a text is taken at a place that is not written out");
  const std::string last = call.arguments.size() > 2 ? fmt::format(", {}n", *length) : "";
  return Value{fmt::format("{}({}, {}n{})", use("substring"), text->text, *start, last),
               TypeClass::kText, text->collation};
}

ValueCode::Maybe ValueCode::coalesce(const Call& call) {
  std::vector<std::string> parts;
  Value made{"", TypeClass::kNull};
  made.bits = 0;
  for (const Expr* each : call.arguments) {
    const Maybe part = as_text(*each);
    if (!part) return std::nullopt;
    const bool fits = part->type == TypeClass::kNull || made.type == TypeClass::kNull ||
                      made.type == part->type ||
                      (sql::is_number(made.type) && sql::is_number(part->type));
    if (!fits || part->is_array) return refuse("its values have different types");
    if (part->type != TypeClass::kNull)
      made.type = made.type == TypeClass::kNull ? part->type : std::max(made.type, part->type);
    if (part->collation != nullptr) made.collation = part->collation;
    made.bits = std::max(made.bits, part->bits);
    parts.push_back(part->text);
  }
  made.text = fmt::format("{}({})", use("firstOf"), fmt::join(parts, ", "));
  return made;
}

// tags <@ ARRAY['a', 'b'], read as contains_all(the array, tags).
ValueCode::Maybe ValueCode::contains_all(const Call& call) {
  Maybe container = value(*call.arguments[0]);
  Maybe contained = value(*call.arguments[1]);
  if (!container || !contained) return std::nullopt;
  if (!container->is_array || !contained->is_array) return refuse("what is contained is no array");
  const std::string whole = container->text;
  const std::string part = contained->text;
  container->is_array = contained->is_array = false;
  const auto both = compared(*container, *contained, false);
  if (!both) return std::nullopt;
  return Value{fmt::format("{}({}, {}, {})", use("containsAll"), both->order, whole, part),
               TypeClass::kBoolean};
}

}  // namespace sqlx::generators
