#include "sql/intervals.h"

#include <charconv>
#include <cmath>
#include <string>
#include <utility>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = std::int64_t{24} * 3600 * kSecond;

struct UnitValue {
  std::string_view word;
  std::int64_t months;
  std::int64_t days;
  std::int64_t microseconds;
};

constexpr UnitValue kUnits[] = {
    {"microsecond", 0, 0, 1},
    {"us", 0, 0, 1},
    {"usec", 0, 0, 1},
    {"millisecond", 0, 0, 1000},
    {"ms", 0, 0, 1000},
    {"msec", 0, 0, 1000},
    {"second", 0, 0, kSecond},
    {"sec", 0, 0, kSecond},
    {"s", 0, 0, kSecond},
    {"minute", 0, 0, 60 * kSecond},
    {"min", 0, 0, 60 * kSecond},
    {"m", 0, 0, 60 * kSecond},
    {"hour", 0, 0, 3600 * kSecond},
    {"hr", 0, 0, 3600 * kSecond},
    {"h", 0, 0, 3600 * kSecond},
    {"day", 0, 1, 0},
    {"d", 0, 1, 0},
    {"week", 0, 7, 0},
    {"w", 0, 7, 0},
    {"month", 1, 0, 0},
    {"mon", 1, 0, 0},
    {"quarter", 3, 0, 0},
    {"year", 12, 0, 0},
    {"yr", 12, 0, 0},
    {"y", 12, 0, 0},
    {"decade", 120, 0, 0},
    {"century", 1200, 0, 0},
};

const UnitValue* unit_named(std::string_view word) {
  std::string folded = lower(word);
  for (int i = 0; i < 2; ++i) {
    for (const UnitValue& unit : kUnits) {
      if (unit.word == folded) return &unit;
    }
    if (!folded.ends_with('s')) break;
    folded.pop_back();
  }
  return nullptr;
}

// A number at the front of `text`: sign, digits and a fraction of millionths.
struct Number {
  bool negative = false;
  std::int64_t whole = 0;
  std::int64_t millionths = 0;
};

std::optional<Number> take_number(std::string_view& text) {
  Number number;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.negative = text[0] == '-';
    text = trim(text.substr(1));
  }
  const char* begin = text.data();
  const auto [end, error] = std::from_chars(begin, begin + text.size(), number.whole);
  if (error != std::errc() || number.whole > 1'000'000'000'000) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - begin));
  if (!text.starts_with('.')) return number;
  text.remove_prefix(1);
  std::int64_t scale = 100'000;
  for (; !text.empty() && is_digit(text[0]); text.remove_prefix(1), scale /= 10)
    number.millionths += (text[0] - '0') * scale;
  return number;
}

// hh:mm[:ss[.ffffff]], the hours taken already.
bool add_clock(std::string_view& text, const Number& hours, IntervalParts& into) {
  std::int64_t total = hours.whole * 3600 * kSecond;
  for (const std::int64_t factor : {60 * kSecond, kSecond}) {
    if (!text.starts_with(':')) break;
    text.remove_prefix(1);
    const auto part = take_number(text);
    if (!part || part->negative) return false;
    total += part->whole * factor + part->millionths * (factor / kSecond);
  }
  into.microseconds += hours.negative ? -total : total;
  return true;
}

bool add_amount(const Number& number, const UnitValue& unit, IntervalParts& into) {
  const std::int64_t sign = number.negative ? -1 : 1;
  into.months += sign * number.whole * unit.months;
  into.days += sign * number.whole * unit.days;
  into.microseconds += sign * number.whole * unit.microseconds;
  if (number.millionths == 0) return true;
  if (unit.months != 0) {
    if (number.millionths * unit.months % kSecond != 0)
      return false;  // half a month: engines differ
    into.months += sign * number.millionths * unit.months / kSecond;
    return true;
  }
  into.microseconds += sign * (number.millionths * (unit.days * kDay / kSecond) +
                               number.millionths * unit.microseconds / kSecond);
  return true;
}

std::string_view take_word(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_letter(text[size])) ++size;
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

const Expr* add_unit(const Expr* moment, const Expr* amount, std::string_view unit, Arena& arena) {
  return make_call(arena, Meaning::kAddTime, {moment, amount, string_literal(arena, unit)},
                   *moment);
}

const Expr* add_fixed(const Expr* moment, std::int64_t amount, std::string_view unit,
                      Arena& arena) {
  return amount == 0 ? moment : add_unit(moment, integer_literal(arena, amount), unit, arena);
}

const Expr* add_microseconds(const Expr* moment, std::int64_t amount, Arena& arena) {
  const std::pair<std::int64_t, std::string_view> units[] = {
      {3600 * kSecond, "hour"}, {60 * kSecond, "minute"}, {kSecond, "second"}, {1, "microsecond"}};
  for (const auto& [size, unit] : units) {
    if (amount % size == 0) return add_fixed(moment, amount / size, unit, arena);
  }
  return moment;
}

// 'D H:M:S'-like amounts of MySQL's compound units are literals of numbers between other
// characters.
std::optional<IntervalParts> read_compound(std::string_view text, IntervalUnit unit) {
  constexpr std::string_view kNames[] = {"microsecond", "second", "minute", "hour",
                                         "day",         "month",  "year"};
  const std::string name(to_string(unit));
  const std::string first = name.substr(0, name.find('_'));
  const std::string last = name.substr(name.find('_') + 1);
  std::vector<std::int64_t> numbers;
  const std::string_view trimmed = trim(text);
  const bool negative = trimmed.starts_with('-');
  for (std::size_t i = 0; i < trimmed.size();) {
    if (!is_digit(trimmed[i])) {
      ++i;
      continue;
    }
    std::int64_t value = 0;
    for (; i < trimmed.size() && is_digit(trimmed[i]) && value < 1'000'000'000'000; ++i)
      value = value * 10 + (trimmed[i] - '0');
    numbers.push_back(value);
  }
  IntervalParts span;
  std::size_t at = 0;
  while (at < std::size(kNames) && kNames[at] != last) ++at;
  for (std::size_t i = numbers.size(); i-- > 0; ++at) {
    if (at >= std::size(kNames)) return std::nullopt;
    if (!add_amount({negative, numbers[i], 0}, *unit_named(kNames[at]), span)) return std::nullopt;
    if (kNames[at] == first && i != 0) return std::nullopt;
  }
  return span;
}

const Expr* add_compound(const Expr* moment, const Interval& interval, bool backwards,
                         Arena& arena) {
  const auto* literal = interval.amount->as<Literal>();
  const auto span = literal == nullptr ? std::nullopt : read_compound(literal->text, interval.unit);
  if (!span) return nullptr;
  auto* fixed = clone(arena, interval);
  fixed->amount = nullptr;
  fixed->months = span->months;
  fixed->days = span->days;
  fixed->microseconds = span->microseconds;
  return add_interval(moment, fixed, backwards, arena);
}

}  // namespace

std::optional<IntervalParts> read_interval(std::string_view text, std::string_view bare_unit) {
  IntervalParts span;
  bool some = false;
  bool ago = false;
  for (text = trim(text); !text.empty(); text = trim(text)) {
    if (starts_with_fold(text, "ago")) {
      ago = true;
      text.remove_prefix(3);
      continue;
    }
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    some = true;
    if (text.starts_with(':')) {
      if (!add_clock(text, *number, span)) return std::nullopt;
      continue;
    }
    text = trim(text);
    const std::string_view word = take_word(text);
    const UnitValue* unit = unit_named(word.empty() ? bare_unit : word);
    if (unit == nullptr || !add_amount(*number, *unit, span)) return std::nullopt;
  }
  if (!some) return std::nullopt;
  if (ago) span = {-span.months, -span.days, -span.microseconds};
  return span;
}

const Expr* add_interval(const Expr* moment, const Expr* expression, bool backwards, Arena& arena) {
  const auto* interval = expression->as<Interval>();
  if (interval == nullptr) return nullptr;
  if (interval->amount == nullptr) {
    const std::int64_t sign = backwards ? -1 : 1;
    moment = add_fixed(moment, sign * interval->months, "month", arena);
    moment = add_fixed(moment, sign * interval->days, "day", arena);
    return add_microseconds(moment, sign * interval->microseconds, arena);
  }
  const std::string_view unit = to_string(interval->unit);
  if (unit.find('_') != std::string_view::npos)
    return add_compound(moment, *interval, backwards, arena);
  const Expr* amount = backwards ? negated_number(arena, interval->amount) : interval->amount;
  return add_unit(moment, amount, unit, arena);
}

const Expr* scaled_interval(const Expr* expression, const Expr* number, Arena& arena) {
  const auto* interval = expression->as<Interval>();
  if (interval == nullptr) return nullptr;
  const int parts = (interval->months != 0) + (interval->days != 0) + (interval->microseconds != 0);
  if (interval->amount == nullptr && parts > 1) return nullptr;
  auto* made = clone(arena, *interval);
  const Expr* one = interval->amount;
  if (interval->amount == nullptr) {
    const bool seconds = interval->microseconds % kSecond == 0;
    one = integer_literal(
        arena, interval->months + interval->days +
                   (seconds ? interval->microseconds / kSecond : interval->microseconds));
    made->unit = interval->months != 0 ? IntervalUnit::kMonth
                 : interval->days != 0 ? IntervalUnit::kDay
                 : seconds             ? IntervalUnit::kSecond
                                       : IntervalUnit::kMicrosecond;
    made->months = made->days = made->microseconds = 0;
  }
  made->amount =
      is_literal(one, "1") ? number : make_call(arena, Meaning::kMultiply, {number, one}, *number);
  infer_type(*made);
  return made;
}

}  // namespace sqlx::sql
