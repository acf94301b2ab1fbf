#include "sql/time_modifiers.h"

#include <charconv>
#include <string_view>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kUnits[] = {"year", "month", "day", "hour", "minute", "second"};

// Whether every month has its day, as far as that can be told: the first, or a literal's.
bool begins_month(const Expr* moment) {
  if (as_call(moment, Meaning::kTruncateTime) != nullptr ||
      as_call(moment, Meaning::kTruncateDate) != nullptr)
    return true;
  if (const Call* call = as_call(moment, Meaning::kAddTime))
    return begins_month(call->arguments[0]) && !is_literal(call->arguments[2], "day");
  const auto* cast = moment->as<Cast>();
  const auto* literal = (cast == nullptr ? moment : cast->operand)->as<Literal>();
  return literal != nullptr && literal->text.size() >= 10 && literal->text[4] == '-' &&
         literal->text.substr(8, 2) < "29";
}

// A day that the month has not goes on into the next: counted from the first of the month.
const Expr* add_months_over(const Expr* moment, const Expr* amount, std::string_view unit,
                            Arena& arena) {
  const Expr* day =
      make_call(arena, Meaning::kTimePartInteger, {string_literal(arena, "day"), moment}, *moment);
  const Expr* days =
      make_call(arena, Meaning::kSubtract, {day, integer_literal(arena, 1)}, *moment);
  const Expr* first =
      make_call(arena, Meaning::kAddTime,
                {moment, negated_number(arena, days), string_literal(arena, "day")}, *moment);
  const Expr* month =
      make_call(arena, Meaning::kAddTime, {first, amount, string_literal(arena, unit)}, *moment);
  return make_call(arena, Meaning::kAddTime, {month, days, string_literal(arena, "day")}, *moment);
}

const Expr* add_units(const Expr* moment, std::string_view text, Arena& arena) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (error != std::errc()) return nullptr;
  text = trim(text.substr(static_cast<std::size_t>(end - text.data())));
  if (text.ends_with('s')) text.remove_suffix(1);
  for (const std::string_view unit : kUnits) {
    if (!equal_fold(text, unit)) continue;
    if ((unit == "month" || unit == "year") && !begins_month(moment)) {
      return add_months_over(moment, integer_literal(arena, negative ? -amount : amount), unit,
                             arena);
    }
    const Expr* number = integer_literal(arena, negative ? -amount : amount);
    return make_call(arena, Meaning::kAddTime, {moment, number, string_literal(arena, unit)},
                     *moment);
  }
  return nullptr;
}

std::string_view text_of(const Expr* part) {
  const auto* literal = part->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? trim(literal->text)
                                                                        : std::string_view("?");
}

const Expr* add_amount(const Expr* moment, const Expr* amount, std::string_view unit,
                       Arena& arena) {
  if (amount->type != TypeClass::kInteger && amount->type != TypeClass::kUnknown) return nullptr;
  if (unit.ends_with('s')) unit.remove_suffix(1);
  for (const std::string_view known : kUnits) {
    if (!equal_fold(unit, known)) continue;
    if ((known == "month" || known == "year") && !begins_month(moment)) {
      return add_months_over(moment, amount, known, arena);
    }
    return make_call(arena, Meaning::kAddTime, {moment, amount, string_literal(arena, known)},
                     *moment);
  }
  return nullptr;
}

// With a sign in front, a number below zero is no amount: NULL.
const Expr* unless_negative(const Expr* amount, const Expr* moment, Arena& arena) {
  if (moment == nullptr) return nullptr;
  auto* when = arena.make<When>();
  when->condition =
      make_call(arena, Meaning::kGreaterEqual, {amount, integer_literal(arena, 0)}, *amount);
  when->result = moment;
  auto* choice = arena.make<Case>();
  choice->whens = arena.list(static_cast<const When*>(when));
  infer_type(*choice);
  return choice;
}

// n || ' days', '+' || n || ' days', '-' || n || ' days'
const Expr* add_joined(const Expr* moment, List<const Expr*> parts, Arena& arena) {
  if (parts.size() == 2) return add_amount(moment, parts[0], text_of(parts[1]), arena);
  if (parts.size() != 3) return nullptr;
  const std::string_view sign = text_of(parts[0]);
  if (sign == "+")
    return unless_negative(parts[1], add_amount(moment, parts[1], text_of(parts[2]), arena), arena);
  if (sign == "-")
    return unless_negative(
        parts[1], add_amount(moment, negated_number(arena, parts[1]), text_of(parts[2]), arena),
        arena);
  return nullptr;
}

// 'weekday 1': that day or the next that is one.
const Expr* next_weekday(const Expr* moment, std::string_view day, Arena& arena) {
  if (day.size() != 1 || day[0] < '0' || day[0] > '6') return nullptr;
  const Expr* today =
      make_call(arena, Meaning::kTimePartInteger, {string_literal(arena, "dow"), moment}, *moment);
  const Expr* distance = make_call(arena, Meaning::kSubtract,
                                   {integer_literal(arena, 7 + day[0] - '0'), today}, *moment);
  const Expr* days =
      make_call(arena, Meaning::kModulo, {distance, integer_literal(arena, 7)}, *moment);
  return make_call(arena, Meaning::kAddTime, {moment, days, string_literal(arena, "day")}, *moment);
}

const Expr* truncated(const Expr* moment, std::string_view unit, Arena& arena) {
  if (!equal_fold(unit, "month") && !equal_fold(unit, "year") && !equal_fold(unit, "day"))
    return nullptr;
  return make_call(arena, Meaning::kTruncateTime, {string_literal(arena, lower(unit)), moment},
                   *moment);
}

// strftime('%s', a), a text, as the number that it says.
const Expr* as_number(const Expr* seconds, Arena& arena) {
  const auto* cast = seconds->as<Cast>();
  if (cast != nullptr && cast->type == TypeClass::kText && is_number(cast->operand->type))
    return cast->operand;
  return seconds->type == TypeClass::kText
             ? make_call(arena, Meaning::kToNumberLenient, {seconds}, *seconds)
             : seconds;
}

const Expr* modified(const Expr* moment, std::string_view modifier, Arena& arena) {
  constexpr std::string_view kStart = "start of ";
  modifier = trim(modifier);
  if (starts_with_fold(modifier, kStart))
    return truncated(moment, trim(modifier.substr(kStart.size())), arena);
  constexpr std::string_view kWeekday = "weekday ";
  if (starts_with_fold(modifier, kWeekday))
    return next_weekday(moment, trim(modifier.substr(kWeekday.size())), arena);
  return add_units(moment, modifier, arena);
}

}  // namespace

const Expr* apply_modifiers(const Expr* moment, List<const Expr*> modifiers, Arena& arena) {
  for (const Expr* modifier : modifiers) {
    if (const Call* amount = as_call(modifier, Meaning::kConcat)) {
      moment = add_joined(moment, amount->arguments, arena);
      if (moment == nullptr) return nullptr;
      continue;
    }
    const auto* literal = modifier->as<Literal>();
    if (literal == nullptr || literal->literal != LiteralKind::kString) return nullptr;
    if (equal_fold(literal->text, "unixepoch")) {
      moment = make_call(arena, Meaning::kFromEpochUtc, {as_number(moment, arena)}, *moment);
    } else {
      moment = modified(moment, literal->text, arena);
    }
    if (moment == nullptr) return nullptr;
  }
  return moment;
}

}  // namespace sqlx::sql
