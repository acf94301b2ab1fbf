#include "sql/patterns/condition.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/text.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

constexpr std::pair<std::string_view, Fact> kFacts[] = {
    {"literal", Fact::kLiteral},
    {"string", Fact::kString},
    {"integer_literal", Fact::kInteger},
    {"natural", Fact::kNatural},
    {"positive", Fact::kPositive},
    {"negative", Fact::kNegative},
    {"column", Fact::kColumn},
    {"not_null", Fact::kNotNull},
    {"plain", Fact::kPlain},
    {"ascii", Fact::kAscii},
    {"character", Fact::kCharacter},
    {"digits", Fact::kDigits},
    {"caseless", Fact::kCaseless},
    {"bracketless", Fact::kBracketless},
    {"fractional", Fact::kFractional},
    {"ungrouped", Fact::kUngrouped},
    {"grouped", Fact::kGrouped},
    {"verbatim", Fact::kVerbatim},
    {"moment_text", Fact::kMomentText},
    {"ascii_code", Fact::kAsciiCode},
    {"unbordered", Fact::kUnbordered},
};

template <class... Classes>
constexpr unsigned long long bits(Classes... classes) {
  return ((1ULL << static_cast<unsigned>(classes)) | ...);
}

// Types by the names that packs use, and the groups of them.
constexpr std::pair<std::string_view, unsigned long long> kTypes[] = {
    {"unknown", bits(TypeClass::kUnknown)},
    {"null", bits(TypeClass::kNull)},
    {"boolean", bits(TypeClass::kBoolean)},
    {"integer", bits(TypeClass::kInteger)},
    {"decimal", bits(TypeClass::kDecimal)},
    {"float", bits(TypeClass::kFloat)},
    {"text", bits(TypeClass::kText)},
    {"bytes", bits(TypeClass::kBytes)},
    {"bits", bits(TypeClass::kBits)},
    {"date", bits(TypeClass::kDate)},
    {"time", bits(TypeClass::kTime)},
    {"timestamp", bits(TypeClass::kTimestamp, TypeClass::kTimestampTz)},
    {"timestamptz", bits(TypeClass::kTimestampTz)},
    {"interval", bits(TypeClass::kInterval)},
    {"json", bits(TypeClass::kJson)},
    {"uuid", bits(TypeClass::kUuid)},
    {"array", bits(TypeClass::kArray)},
    {"row", bits(TypeClass::kRow)},
    {"number", bits(TypeClass::kInteger, TypeClass::kDecimal, TypeClass::kFloat)},
    {"moment", bits(TypeClass::kDate, TypeClass::kTimestamp, TypeClass::kTimestampTz)},
};

template <class Rows>
auto find(const Rows& rows, std::string_view name) {
  std::optional<decltype(rows[0].second)> found;
  for (const auto& [key, value] : rows) {
    if (key == name) found.emplace(value);
  }
  return found;
}

std::optional<TypeSet> read_types(std::string_view word) {
  TypeSet types;
  for (const std::string_view name : split(word, '|')) {
    const auto found = find(kTypes, name);
    if (!found) return std::nullopt;
    types |= TypeSet(*found);
  }
  return types;
}

bool add_word(std::string_view word, Condition& into) {
  const bool negated = word.starts_with('!');
  if (negated) word.remove_prefix(1);
  if (const auto fact = find(kFacts, word)) {
    (negated ? into.not_facts : into.facts).set(static_cast<std::size_t>(*fact));
    return true;
  }
  if (const Codec* codec = negated ? nullptr : codec_named(word)) {
    into.codec = codec;
    return true;
  }
  const auto types = read_types(word);
  if (types) into.types &= negated ? ~*types : *types;
  return types.has_value();
}

// The literal itself, or the one behind a minus.
struct Sign {
  const Literal* literal = nullptr;
  bool negative = false;
};

Sign signed_literal(const Expr& value) {
  if (const auto* call = value.as<Call>(); call != nullptr && call->meaning == Meaning::kNegate) {
    return {call->arguments[0]->as<Literal>(), true};
  }
  return {value.as<Literal>(), false};
}

// A number that cannot be below zero, and one that is above: literals, lengths and places, and sums
// of them.
bool is_natural(const Expr& value, bool positive) {
  if (const auto* literal = value.as<Literal>()) {
    return literal->literal == LiteralKind::kInteger &&
           (!positive || literal->text.find_first_not_of('0') != std::string_view::npos);
  }
  const auto* call = value.as<Call>();
  if (call == nullptr) return false;
  switch (call->meaning) {
    case Meaning::kPosition:
    case Meaning::kPositionFold:
    case Meaning::kCharLength:
    case Meaning::kByteLength: return !positive;
    case Meaning::kAdd: {
      const Expr& left = *call->arguments[0];
      const Expr& right = *call->arguments[1];
      return is_natural(left, false) && is_natural(right, false) &&
             (!positive || is_natural(left, true) || is_natural(right, true));
    }
    default: return false;
  }
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<signed char>(c) >= 0; });
}

// Whether a call's text has only letters that its arguments have.
bool keeps_letters(Meaning meaning) {
  switch (meaning) {
    case Meaning::kConcat:
    case Meaning::kConcatSkip:
    case Meaning::kConcatWs:
    case Meaning::kCoalesce:
    case Meaning::kNullif:
    case Meaning::kLower:
    case Meaning::kUpper:
    case Meaning::kLeft:
    case Meaning::kRight:
    case Meaning::kSubstring:
    case Meaning::kSubstringFor:
    case Meaning::kSubstringSigned:
    case Meaning::kSubstringSignedFor:
    case Meaning::kTrim:
    case Meaning::kTrimLeft:
    case Meaning::kTrimRight:
    case Meaning::kPadLeft:
    case Meaning::kPadRight:
    case Meaning::kRepeat:
    case Meaning::kReplace:
    case Meaning::kReverse: return true;
    default: return false;
  }
}

// A text of ASCII alone, whatever the rows are.
bool is_ascii_text(const Expr& value) {
  if (const auto* literal = value.as<Literal>())
    return literal->literal != LiteralKind::kString || is_ascii(literal->text);
  if (value.type != TypeClass::kText)
    return is_number(value.type) || value.type == TypeClass::kDate;
  if (const auto* choice = value.as<Case>()) {
    const bool otherwise = choice->otherwise == nullptr || is_ascii_text(*choice->otherwise);
    return otherwise && std::all_of(choice->whens.begin(), choice->whens.end(),
                                    [](const When* when) { return is_ascii_text(*when->result); });
  }
  const auto* call = value.as<Call>();
  return call != nullptr && keeps_letters(call->meaning) &&
         std::all_of(call->arguments.begin(), call->arguments.end(),
                     [](const Expr* each) { return is_ascii_text(*each); });
}

bool is_zero(std::string_view digits) {
  return digits.find_first_not_of('0') == std::string_view::npos;
}

const Literal* string_of(const Expr& value) {
  const auto* literal = value.as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

// A `d` of the shape is any digit, everything else itself.
bool looks_like(std::string_view text, std::string_view shape) {
  return std::equal(text.begin(), text.end(), shape.begin(), shape.end(),
                    [](char c, char wanted) { return wanted == 'd' ? is_digit(c) : c == wanted; });
}

// Whether no front of the text is also its end, so that two finds of it cannot overlap.
bool is_unbordered(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text.ends_with(text.substr(0, i))) return false;
  }
  return !text.empty();
}

// The number of an ASCII character, as a number or as a text.
bool is_ascii_code(const Literal& literal) {
  const bool is_number =
      literal.literal == LiteralKind::kInteger || literal.literal == LiteralKind::kString;
  int code = 0;
  const auto read =
      std::from_chars(literal.text.data(), literal.text.data() + literal.text.size(), code);
  return is_number && read.ptr == literal.text.data() + literal.text.size() && code > 0 &&
         code < 128;
}

// Facts about the text of a string literal.
bool has_text_fact(Fact fact, std::string_view text) {
  switch (fact) {
    case Fact::kPlain: return text.find('\\') == std::string_view::npos;
    case Fact::kCharacter: return count_characters(text) == 1;
    case Fact::kDigits:
      return !text.empty() && text.size() < 19 && std::all_of(text.begin(), text.end(), is_digit);
    case Fact::kUnbordered: return is_unbordered(text);
    case Fact::kVerbatim:
      return !text.empty() && text.find_first_of(".^$*+?()[]{}|\\") == std::string_view::npos;
    case Fact::kUngrouped: return text.find('(') == std::string_view::npos;
    case Fact::kGrouped:
      return text.find('(') != std::string_view::npos &&
             text.find("(?") == std::string_view::npos &&
             text.find("\\(") == std::string_view::npos;
    case Fact::kMomentText:
      return looks_like(text.substr(0, text.find('.')), "dddd-dd-dd dd:dd:dd");
    case Fact::kCaseless:
      return std::none_of(text.begin(), text.end(),
                          [](char c) { return is_letter(c) || static_cast<signed char>(c) < 0; });
    case Fact::kBracketless: return text.find('[') == std::string_view::npos;
    default: return false;
  }
}

bool has_fact(Fact fact, const Expr& value) {
  const auto [literal, negative] = signed_literal(value);
  const bool is_integer = literal != nullptr && literal->literal == LiteralKind::kInteger;
  switch (fact) {
    case Fact::kLiteral: return literal != nullptr;
    case Fact::kString: return literal != nullptr && literal->literal == LiteralKind::kString;
    case Fact::kInteger: return is_integer;
    case Fact::kNatural: return is_natural(value, false);
    case Fact::kPositive: return is_natural(value, true);
    case Fact::kNegative: return is_integer && negative && !is_zero(literal->text);
    case Fact::kColumn: return value.is<Column>();
    case Fact::kNotNull: return !value.nullable;
    case Fact::kFractional: return value.fractional;
    case Fact::kAsciiCode: return literal != nullptr && !negative && is_ascii_code(*literal);
    case Fact::kAscii: return value.type == TypeClass::kText && is_ascii_text(value);
    case Fact::kPlain:
    case Fact::kUnbordered:
    case Fact::kCharacter:
    case Fact::kDigits:
    case Fact::kBracketless:
    case Fact::kUngrouped:
    case Fact::kGrouped:
    case Fact::kVerbatim:
    case Fact::kMomentText:
    case Fact::kCaseless:
      return string_of(value) != nullptr && has_text_fact(fact, string_of(value)->text);
    case Fact::kCount: break;
  }
  return false;
}

}  // namespace

std::optional<Condition> read_condition(std::string_view text) {
  Condition condition;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty() && !add_word(word, condition)) return std::nullopt;
  }
  return condition;
}

bool holds(const Condition& condition, const Expr& value) {
  if (!condition.types[static_cast<std::size_t>(value.type)]) return false;
  if (!condition.asks_facts()) return true;
  for (std::size_t i = 0; i < condition.facts.size(); ++i) {
    if (!condition.facts[i] && !condition.not_facts[i]) continue;
    if (has_fact(static_cast<Fact>(i), value) != condition.facts[i]) return false;
  }
  return true;
}

}  // namespace sqlx::sql
