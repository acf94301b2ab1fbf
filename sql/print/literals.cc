// The smallest expressions: literals, names, parameters.
#include <fmt/format.h>

#include "base/text.h"
#include "sql/print/parts.h"

namespace sqlx::sql {
namespace {

std::string in_hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out += kDigits[static_cast<unsigned char>(c) >> 4];
    out += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

void print_pattern(Writer& writer, std::string_view pattern, std::string_view digits) {
  const std::size_t blank = pattern.find("{}");
  writer.word(fmt::format("{}{}{}", pattern.substr(0, blank), digits, pattern.substr(blank + 2)));
}

// _utf8mb4 before a text, bytes or bits.
void print_charset(Writer& writer, std::string_view charset) {
  if (charset.empty()) return;
  writer.word("_");
  writer.tight(charset);
}

// 3 with `years`, and so on for every part that is not zero: "3 years 2 days".
void append_part(std::string& out, std::int64_t count, std::string_view unit) {
  if (count == 0) return;
  if (!out.empty()) out += ' ';
  out += fmt::format("{} {}", count, unit);
}

void print_fixed_interval(Writer& writer, const Interval& interval) {
  std::string text;
  append_part(text, interval.months, "months");
  append_part(text, interval.days, "days");
  append_part(text, interval.microseconds, "microseconds");
  writer.word("INTERVAL");
  writer.string(text.empty() ? "0 days" : text);
}

// One unit alone, where an interval is an amount and a unit.
struct SingleUnit {
  std::int64_t amount;
  std::string_view unit;
};

SingleUnit single_unit(const Interval& interval) {
  if (interval.months != 0) return {interval.months, "MONTH"};
  if (interval.microseconds != 0) return {interval.microseconds, "MICROSECOND"};
  return {interval.days, "DAY"};
}

}  // namespace

void print(Writer& writer, const Literal& literal) {
  const wirepacks::Literals& forms = writer.pack().literals;
  print_charset(writer, literal.charset);
  switch (literal.literal) {
    case LiteralKind::kNull: return writer.word("NULL");
    case LiteralKind::kBoolean: return writer.word(literal.text == "true" ? forms.true_word : forms.false_word);
    case LiteralKind::kInteger:
    case LiteralKind::kDecimal:
    case LiteralKind::kFloat: return writer.word(literal.text);
    case LiteralKind::kString: return writer.string(literal.text);
    case LiteralKind::kBytes: return print_pattern(writer, forms.bytes, in_hexadecimal(literal.text));
    case LiteralKind::kBits: return print_pattern(writer, forms.bits, literal.text);
  }
}

// An amount that is more than a number or text stands in parentheses; where intervals have no units of their own, they are in the text.
void print(Writer& writer, const Interval& interval) {
  const bool has_units = writer.has(Feature::kIntervalUnits);
  if (interval.amount == nullptr && !has_units) return print_fixed_interval(writer, interval);
  const SingleUnit fixed = single_unit(interval);
  const auto* literal = interval.amount == nullptr ? nullptr : interval.amount->as<Literal>();
  writer.word("INTERVAL");
  if (interval.amount == nullptr) {
    writer.word(fmt::to_string(fixed.amount));
    return writer.word(fixed.unit);
  }
  if (literal != nullptr && !has_units) {
    return writer.string(fmt::format("{} {}", literal->text, to_string(interval.unit)));
  }
  const wirepacks::Operator* minus = writer.pack().find_operator("-", wirepacks::OperatorForm::kPrefix);
  print_operand(writer, *interval.amount, minus == nullptr ? kPrimary : minus->level);
  writer.upper_word(to_string(interval.unit));
}

// A quoted name alone may be meant as a text where the dialect falls back to that: it stays in its quotes.
void print(Writer& writer, const Column& column) {
  const bool may_be_text = writer.pack().lexical.double_quoted_fallback && column.path.size() == 1 && column.path[0].quoted;
  if (may_be_text) return writer.quoted_name(column.path[0].text);
  writer.path(column.path);
}

void print(Writer& writer, const Star& star) {
  writer.path(star.path);
  if (!star.path.empty()) writer.joint(".");
  writer.word("*");
}

void print(Writer& writer, const Parameter& parameter) { writer.word(parameter.text); }
void print(Writer&, const Metavariable&) {}  // of patterns, never printed
void print(Writer& writer, const Variable& variable) { writer.word(variable.text); }
void print(Writer& writer, const DefaultValue&) { writer.word("DEFAULT"); }

}  // namespace sqlx::sql
