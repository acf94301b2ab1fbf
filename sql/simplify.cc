#include "sql/simplify.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "base/text.h"
#include "sql/build.h"
#include "sql/infer.h"
#include "sql/intervals.h"
#include "sql/printf_parts.h"
#include "sql/time_modifiers.h"

namespace sqlx::sql {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

bool looks_like_date(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && is_digits(text.substr(0, 4)) &&
         is_digits(text.substr(5, 2)) && is_digits(text.substr(8, 2));
}

bool looks_like_timestamp(std::string_view text) {
  return text.size() >= 16 && looks_like_date(text.substr(0, 10)) &&
         (text[10] == ' ' || text[10] == 'T') && text[13] == ':';
}

// HH:MM and HH:MM:SS, which with modifiers are of the year 2000.
bool looks_like_clock(std::string_view text) {
  return (text.size() == 5 || text.size() == 8) && is_digits(text.substr(0, 2)) && text[2] == ':' &&
         is_digits(text.substr(3, 2)) &&
         (text.size() == 5 || (text[5] == ':' && is_digits(text.substr(6, 2))));
}

const Literal* string_of(const Expr* expression) {
  const auto* literal = expression->as<Literal>();
  return literal != nullptr && literal->literal == LiteralKind::kString ? literal : nullptr;
}

// A text that stands where a moment is meant becomes one.
const Expr* as_moment(const Expr* argument, Arena& arena) {
  const Literal* literal = string_of(argument);
  if (literal == nullptr) return argument;
  if (equal_fold(literal->text, "now"))
    return make_call(arena, Meaning::kNowUtc, List<const Expr*>{}, *argument);
  if (looks_like_date(literal->text)) return make_cast(arena, argument, ir::TypeKind::kDate);
  if (looks_like_timestamp(literal->text))
    return make_cast(arena, argument, ir::TypeKind::kTimestamp);
  return argument;
}

const Expr* with_moments(const Call& call, Arena& arena) {
  if (info(call.meaning).takes != Takes::kTimes) return &call;
  const auto arguments = map_list(arena, call.arguments,
                                  [&](const Expr* argument) { return as_moment(argument, arena); });
  if (arguments.data() == call.arguments.data()) return &call;
  Call* made = clone(arena, call);
  made->arguments = arguments;
  infer_type(*made);
  return made;
}

bool is_nonzero_number(const Expr* expression) {
  const auto* literal = expression->as<Literal>();
  return literal != nullptr && is_number(literal->type) &&
         literal->text.find_first_of("123456789") != std::string_view::npos;
}

const Expr* simplify_nullif(const Call& call) {
  const bool is_certain =
      is_literal(call.arguments[1], "0") && is_nonzero_number(call.arguments[0]);
  return is_certain ? call.arguments[0] : &call;
}

const Expr* simplify_interval(const Call& call, bool backwards, Arena& arena) {
  const Expr* made = add_interval(call.arguments[0], call.arguments[1], backwards, arena);
  return made == nullptr ? &call : made;
}

bool is_part_of_day(std::string_view unit) {
  return unit == "hour" || unit == "minute" || unit == "second" || unit == "microsecond" ||
         unit == "millisecond";
}

// A date with hours added is a timestamp.
const Expr* simplify_add_time(const Call& call, Arena& arena) {
  const Literal* unit = string_of(call.arguments[2]);
  if (call.arguments[0]->type != TypeClass::kDate || unit == nullptr || !is_part_of_day(unit->text))
    return &call;
  const Expr* moment = make_cast(arena, call.arguments[0], ir::TypeKind::kTimestamp);
  return make_call(arena, Meaning::kAddTime, {moment, call.arguments[1], call.arguments[2]}, call);
}

// json_get(json_get(a, '$.b'), '$.c') is json_get(a, '$.b.c').
const Expr* simplify_json(const Call& call, Arena& arena) {
  const Call* inner = as_call(call.arguments[0], Meaning::kJsonGet);
  if (inner == nullptr || call.arguments.size() != 2) return &call;
  const Literal* first = string_of(inner->arguments[1]);
  const Literal* second = string_of(call.arguments[1]);
  if (first == nullptr || second == nullptr || !second->text.starts_with('$')) return &call;
  const std::string path = std::string(first->text) + std::string(second->text.substr(1));
  return make_call(arena, call.meaning, {inner->arguments[0], string_literal(arena, path)}, call);
}

// A row as JSON is what its reader has made of it.
const Expr* simplify_json_value(const Call& call) {
  const Call* object = as_call(call.arguments[0], Meaning::kJsonObject);
  return object == nullptr ? &call : object;
}

const Expr* simplify_not(const Call& call) {
  const Call* inner = as_call(call.arguments[0], Meaning::kNot);
  return inner == nullptr ? &call : inner->arguments[0];
}

// concat(concat(a, b), c) is concat(a, b, c).
const Expr* simplify_concat(const Call& call, Arena& arena) {
  const Call* first =
      call.arguments.empty() ? nullptr : as_call(call.arguments[0], Meaning::kConcat);
  if (first == nullptr) return &call;
  std::vector<const Expr*> all(first->arguments.begin(), first->arguments.end());
  all.insert(all.end(), call.arguments.begin() + 1, call.arguments.end());
  return make_call(arena, Meaning::kConcat, arena.copy(all), call);
}

// Several characters one by one, each by its number.
const Expr* simplify_char(const Call& call, Arena& arena) {
  std::vector<const Expr*> all;
  for (const Expr* each : call.arguments) {
    const Literal* code = string_of(each);
    const bool is_code = code != nullptr && is_digits(code->text) && code->text.size() < 9;
    const Expr* number =
        is_code ? integer_literal(arena, std::stoll(std::string(code->text))) : each;
    if (call.arguments.size() == 1 && number == each) return &call;
    all.push_back(make_call(arena, Meaning::kChar, {number}, call));
  }
  return all.size() == 1 ? all[0] : make_call(arena, Meaning::kConcat, arena.copy(all), call);
}

// What a format of one number shows, as the part it is: CAST(strftime('%Y', t) AS INTEGER).
const Expr* simplify_number(const Call& call, Arena& arena) {
  constexpr std::pair<std::string_view, std::string_view> kParts[] = {
      {"{year}", "year"},       {"{month}", "month"},   {"{day}", "day"},
      {"{hour24}", "hour"},     {"{minute}", "minute"}, {"{second}", "second"},
      {"{day_of_year}", "doy"}, {"{weekday0}", "dow"}};
  const Call* shown = as_call(call.arguments[0], Meaning::kFormatTime);
  if (shown == nullptr) return &call;
  for (const auto& [format, part] : kParts) {
    if (is_literal(shown->arguments[1], format))
      return make_call(arena, Meaning::kTimePartInteger,
                       {string_literal(arena, part), shown->arguments[0]}, call);
  }
  return is_literal(shown->arguments[1], "{epoch}")
             ? make_call(arena, Meaning::kEpochInteger, {shown->arguments[0]}, call)
             : &call;
}

// A pattern with an escape sign of its own, with the usual one.
std::string with_backslash(std::string_view pattern, char escape) {
  std::string made;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == escape && i + 1 < pattern.size()) {
      if (pattern[++i] == '%' || pattern[i] == '_' || pattern[i] == '\\') made += '\\';
    } else if (pattern[i] == '\\') {
      made += '\\';
    }
    made += pattern[i];
  }
  return made;
}

// '%' || 'a' || '%' as the pattern that it is.
const Expr* joined_pattern(const Expr* pattern, Arena& arena) {
  const Call* joined = as_call(pattern, Meaning::kConcat);
  if (joined == nullptr) return pattern;
  std::string text;
  for (const Expr* each : joined->arguments) {
    const Literal* part = string_of(each);
    if (part == nullptr) return pattern;
    text += part->text;
  }
  return string_literal(arena, text);
}

// Without an escape sign or with the usual one, a pattern that has no backslash is the same.
const Expr* simplify_like_escape(const Call& call, Arena& arena) {
  if (call.arguments.size() != 3) return &call;
  const Literal* pattern = string_of(call.arguments[1]);
  const Literal* escape = string_of(call.arguments[2]);
  if (escape == nullptr) return &call;
  const bool is_usual = escape->text == "\\";
  const bool has_none = escape->text.empty() && pattern != nullptr &&
                        pattern->text.find('\\') == std::string_view::npos;
  if (!is_usual && pattern != nullptr && escape->text.size() == 1) {
    return make_call(
        arena, call.meaning,
        {call.arguments[0], string_literal(arena, with_backslash(pattern->text, escape->text[0]))},
        call);
  }
  if (!is_usual && !has_none) return &call;
  return make_call(arena, call.meaning, {call.arguments[0], call.arguments[1]}, call);
}

const Expr* simplify_like(const Call& call, Arena& arena) {
  const Expr* pattern = joined_pattern(call.arguments[1], arena);
  if (pattern == call.arguments[1]) return simplify_like_escape(call, arena);
  std::vector<const Expr*> arguments(call.arguments.begin(), call.arguments.end());
  arguments[1] = pattern;
  return simplify_like_escape(
      *make_call(arena, call.meaning, arena.copy(arguments), call)->as<Call>(), arena);
}

// now() with modifiers, or a moment with those that are known.
const Expr* simplify_modifiers(const Call& call, Arena& arena) {
  const Expr* moment = call.arguments[0];
  if (const Literal* clock = string_of(moment); clock != nullptr && looks_like_clock(clock->text)) {
    moment = make_cast(arena, string_literal(arena, "2000-01-01 " + std::string(clock->text)),
                       ir::TypeKind::kTimestamp);
  }
  if (is_literal(moment, "now"))
    moment = make_call(arena, Meaning::kNowUtc, List<const Expr*>{}, call);
  const Expr* made = apply_modifiers(moment, call.arguments.subspan(1), arena);
  return made == nullptr ? &call : made;
}

const Expr* simplify_call(const Call& original, Arena& arena) {
  const Call& call = *with_moments(original, arena)->as<Call>();
  switch (call.meaning) {
    case Meaning::kNullif: return simplify_nullif(call);
    case Meaning::kFold: return is_number(call.arguments[0]->type) ? call.arguments[0] : &call;
    case Meaning::kAddInterval: return simplify_interval(call, false, arena);
    case Meaning::kSubtractInterval: return simplify_interval(call, true, arena);
    case Meaning::kScaleInterval: {
      const Expr* made = scaled_interval(call.arguments[0], call.arguments[1], arena);
      return made == nullptr ? &call : made;
    }
    case Meaning::kAddTime: return simplify_add_time(call, arena);
    case Meaning::kJsonGet:
    case Meaning::kJsonGetText:
    case Meaning::kJsonGetValue: return simplify_json(call, arena);
    case Meaning::kToNumberLenient:
    case Meaning::kToIntegerLenient: return simplify_number(call, arena);
    case Meaning::kJsonValueOf: return simplify_json_value(call);
    case Meaning::kNot: return simplify_not(call);
    case Meaning::kConcat: return simplify_concat(call, arena);
    case Meaning::kChar: return simplify_char(call, arena);
    case Meaning::kLike:
    case Meaning::kLikeFold: return simplify_like(call, arena);
    case Meaning::kWithModifiers: return simplify_modifiers(call, arena);
    case Meaning::kPrintf: {
      const Expr* made = printf_parts(call, arena);
      return made == nullptr ? &call : made;
    }
    default: return &call;
  }
}

// B'1010' as the number that it is.
const Expr* simplify_bits(const Cast& cast, Arena& arena) {
  const auto* literal = cast.operand->as<Literal>();
  const bool is_number = literal != nullptr && literal->literal == LiteralKind::kBits &&
                         literal->text.size() < 64 &&
                         literal->text.find_first_not_of("01") == std::string_view::npos;
  if (!is_number) return &cast;
  std::int64_t number = 0;
  for (const char digit : literal->text) number = number * 2 + (digit - '0');
  return integer_literal(arena, number);
}

// (n || ' days')::interval
const Expr* counted_interval(const Cast& cast, Arena& arena) {
  const Call* text = as_call(cast.operand, Meaning::kConcat);
  const Literal* unit =
      text == nullptr || text->arguments.size() != 2 ? nullptr : string_of(text->arguments[1]);
  if (unit == nullptr || unit->text.find_first_of("0123456789") != std::string_view::npos)
    return &cast;
  const Expr* amount = text->arguments[0];
  if (const auto* number = amount->as<Cast>();
      number != nullptr && number->type == TypeClass::kText)
    amount = number->operand;
  const auto span = amount->type == TypeClass::kInteger
                        ? read_interval("1 " + std::string(trim(unit->text)))
                        : std::nullopt;
  if (!span) return &cast;
  auto* one = arena.make<Interval>();
  one->months = span->months;
  one->days = span->days;
  one->microseconds = span->microseconds;
  one->begin = cast.begin;
  one->end = cast.end;
  infer_type(*one);
  const Expr* made = scaled_interval(one, amount, arena);
  return made == nullptr ? &cast : made;
}

// Of literals; nothing where it is none, or grows beyond what a limit is.
std::optional<std::int64_t> whole_number(const Expr& expression) {
  if (const auto* literal = expression.as<Literal>()) {
    if (literal->literal != LiteralKind::kInteger || literal->text.size() > 9) return std::nullopt;
    return std::stoll(std::string(literal->text));
  }
  const auto* call = expression.as<Call>();
  if (call == nullptr || call->arguments.size() != 2) return std::nullopt;
  const auto left = whole_number(*call->arguments[0]);
  const auto right = whole_number(*call->arguments[1]);
  if (!left || !right || std::abs(*left) > 1'000'000'000 || std::abs(*right) > 1'000'000'000)
    return std::nullopt;
  switch (call->meaning) {
    case Meaning::kAdd: return *left + *right;
    case Meaning::kSubtract: return *left - *right;
    case Meaning::kMultiply: return *left * *right;
    default: return std::nullopt;
  }
}

// INTERVAL '1 day 02:03:04', read once and for all.
const Expr* simplify_cast(const Cast& cast, Arena& arena) {
  if (cast.type == TypeClass::kInteger) return simplify_bits(cast, arena);
  if (cast.type != TypeClass::kInterval) return &cast;
  const Literal* literal = string_of(cast.operand);
  if (literal == nullptr) return counted_interval(cast, arena);
  const std::string_view fields = cast.to->interval_fields;
  const auto span = read_interval(literal->text,
                                  fields.empty() ? "second" : fields.substr(fields.rfind(' ') + 1));
  if (!span) return &cast;
  auto* made = arena.make<Interval>();
  made->months = span->months;
  made->days = span->days;
  made->microseconds = span->microseconds;
  made->begin = cast.begin;
  made->end = cast.end;
  infer_type(*made);
  return made;
}

}  // namespace

const Expr* simplify(const Expr* expression, Arena& arena) {
  if (const auto* call = expression->as<Call>())
    return call->meaning == Meaning::kNone ? call : simplify_call(*call, arena);
  if (const auto* cast = expression->as<Cast>()) return simplify_cast(*cast, arena);
  return expression;
}

const Expr* folded_number(const Expr* expression, Arena& arena) {
  if (expression == nullptr || !expression->is<Call>()) return expression;
  const auto value = whole_number(*expression);
  return value && *value >= 0 ? integer_literal(arena, *value) : expression;
}

}  // namespace sqlx::sql
