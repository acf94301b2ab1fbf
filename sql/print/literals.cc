// The smallest expressions: literals, names, parameters.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

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

// A part of an interval in the largest unit of which it is a whole number.
struct Amount {
  std::int64_t count = 0;
  std::string_view unit;
};

struct Unit {
  std::int64_t size;
  std::string_view name;
};

constexpr Unit kMonths[] = {{12, "year"}, {1, "month"}};
constexpr Unit kDays[] = {{1, "day"}};
constexpr Unit kMicroseconds[] = {
    {3'600'000'000, "hour"}, {60'000'000, "minute"}, {1'000'000, "second"}, {1, "microsecond"}};

Amount largest_whole(std::int64_t count, std::span<const Unit> units) {
  const auto fits = [&](const Unit& unit) { return count % unit.size == 0; };
  const Unit& unit = *std::find_if(units.begin(), units.end(), fits);
  return {count / unit.size, unit.name};
}

// The parts that are not zero, or no days.
std::vector<Amount> parts_of(const Interval& interval) {
  std::vector<Amount> parts;
  if (interval.months != 0) parts.push_back(largest_whole(interval.months, kMonths));
  if (interval.days != 0) parts.push_back(largest_whole(interval.days, kDays));
  if (interval.microseconds != 0)
    parts.push_back(largest_whole(interval.microseconds, kMicroseconds));
  if (parts.empty()) parts.push_back(largest_whole(0, kDays));
  return parts;
}

// INTERVAL '1 year 3 days'
void print_in_text(Writer& writer, const Interval& interval) {
  std::string text;
  for (const Amount& part : parts_of(interval)) {
    fmt::format_to(std::back_inserter(text), "{}{} {}{}", text.empty() ? "" : " ", part.count,
                   part.unit, part.count == 1 ? "" : "s");
  }
  writer.word("INTERVAL");
  writer.string(text);
}

// INTERVAL 3 DAY. Of several parts there is no such interval: parentheses make the engine refuse
// what should have been taken apart before.
void print_with_units(Writer& writer, const Interval& interval) {
  const std::vector<Amount> parts = parts_of(interval);
  if (parts.size() > 1) writer.open();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    writer.word_if(i > 0, "+");
    writer.word("INTERVAL");
    writer.word(fmt::to_string(parts[i].count));
    writer.upper_word(parts[i].unit);
  }
  if (parts.size() > 1) writer.close();
}

// INTERVAL (a + 1) DAY. A minus needs no parentheses.
void print_amount(Writer& writer, const Interval& interval) {
  const auto* literal = interval.amount->as<Literal>();
  writer.word("INTERVAL");
  if (literal != nullptr && !writer.has(Feature::kIntervalUnits)) {
    return writer.string(fmt::format("{} {}", literal->text, to_string(interval.unit)));
  }
  const wirepacks::Operator* minus =
      writer.pack().find_operator("-", wirepacks::OperatorForm::kPrefix);
  print_operand(writer, *interval.amount, minus == nullptr ? kPrimary : minus->level);
  writer.upper_word(to_string(interval.unit));
}

}  // namespace

void print(Writer& writer, const Literal& literal) {
  const wirepacks::Literals& forms = writer.pack().literals;
  print_charset(writer, literal.charset);
  switch (literal.literal) {
    case LiteralKind::kNull: return writer.word("NULL");
    case LiteralKind::kBoolean:
      return writer.word(literal.text == "true" ? forms.true_word : forms.false_word);
    case LiteralKind::kInteger:
    case LiteralKind::kDecimal:
    case LiteralKind::kFloat: return writer.word(literal.text);
    case LiteralKind::kString: return writer.string(literal.text);
    case LiteralKind::kBytes:
      return print_pattern(writer, forms.bytes, in_hexadecimal(literal.text));
    case LiteralKind::kBits: return print_pattern(writer, forms.bits, literal.text);
  }
}

void print(Writer& writer, const Interval& interval) {
  if (interval.amount != nullptr) return print_amount(writer, interval);
  if (writer.has(Feature::kIntervalUnits)) return print_with_units(writer, interval);
  print_in_text(writer, interval);
}

// A quoted name alone may be meant as a text where the dialect falls back to that: it stays in its
// quotes.
void print(Writer& writer, const Column& column) {
  const bool may_be_text = writer.pack().lexical.double_quoted_fallback &&
                           column.path.size() == 1 && column.path[0].quoted;
  if (may_be_text) return writer.quoted_name(column.path[0].text);
  writer.path(column.path);
}

void print(Writer& writer, const Star& star) {
  writer.path(star.path);
  if (!star.path.empty()) writer.joint(".");
  writer.word("*");
}

void print(Writer& writer, const Parameter& parameter) { writer.parameter(parameter); }
void print(Writer&, const Metavariable&) {}  // of patterns, never printed
void print(Writer& writer, const Variable& variable) { writer.word(variable.text); }
void print(Writer& writer, const DefaultValue&) { writer.word("DEFAULT"); }

}  // namespace sqlx::sql
