#include "sql/spelling/interval_numbers.h"

#include <algorithm>
#include <utility>

#include "sql/build.h"
#include "sql/infer.h"

namespace sqlx::sql {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;

std::int64_t size_of(IntervalUnit unit) {
  switch (unit) {
    case IntervalUnit::kMicrosecond: return 1;
    case IntervalUnit::kSecond: return kSecond;
    case IntervalUnit::kMinute: return 60 * kSecond;
    case IntervalUnit::kHour: return 3600 * kSecond;
    case IntervalUnit::kDay: return kDay;
    case IntervalUnit::kWeek: return 7 * kDay;
    case IntervalUnit::kMonth: return 30 * kDay;
    default: return 0;
  }
}

const Expr* of_interval(const Interval& interval, Arena& arena) {
  if (interval.amount == nullptr)
    return integer_literal(
        arena, interval.months * 30 * kDay + interval.days * kDay + interval.microseconds);
  const std::int64_t size = size_of(interval.unit);
  return size == 0 ? nullptr
                   : make_call(arena, Meaning::kMultiply,
                               {interval.amount, integer_literal(arena, size)}, interval);
}

// The same call of numbers; what is no span among its arguments stays.
const Expr* of_parts(const Call& call, Arena& arena) {
  Call* made = clone(arena, call);
  bool is_known = true;
  made->arguments = map_list(arena, call.arguments, [&](const Expr* each) {
    const Expr* number = each->type == TypeClass::kInterval ? microseconds_of(*each, arena) : each;
    is_known = is_known && number != nullptr;
    return number == nullptr ? each : number;
  });
  infer_type(*made);
  return is_known ? made : nullptr;
}

const Expr* of_call(const Call& call, Arena& arena) {
  switch (call.meaning) {
    case Meaning::kTimeBetween:
      return make_call(arena, Meaning::kUnitsBetween,
                       {string_literal(arena, "microsecond"), call.arguments[0], call.arguments[1]},
                       call);
    case Meaning::kScaleInterval: {
      const Expr* one = microseconds_of(*call.arguments[0], arena);
      return one == nullptr ? nullptr
                            : make_call(arena, Meaning::kMultiply, {one, call.arguments[1]}, call);
    }
    case Meaning::kAdd:
    case Meaning::kSubtract:
    case Meaning::kNegate:
    case Meaning::kCoalesce:
    case Meaning::kSum:
    case Meaning::kAvg:
    case Meaning::kMin:
    case Meaning::kMax: return of_parts(call, arena);
    default: return nullptr;
  }
}

// How a part is taken: microseconds / size % modulus. Days and hours of a sum are not those of its
// parts: PostgreSQL keeps them apart.
struct Part {
  std::string_view name;
  std::int64_t size;
  std::int64_t modulus;
};
constexpr Part kParts[] = {
    {"day", kDay, 0}, {"hour", 3600 * kSecond, 24}, {"minute", 60 * kSecond, 60}};

const Expr* part_of(const Call& call, Arena& arena) {
  const auto* field = call.arguments[0]->as<Literal>();
  const Expr* span = call.arguments[1];
  if (field == nullptr || span->type != TypeClass::kInterval || span->is<Interval>())
    return nullptr;
  const Expr* number = microseconds_of(*span, arena);
  if (number == nullptr) return nullptr;
  const auto with = [&](Meaning meaning, const Expr* value, std::int64_t by) {
    return make_call(arena, meaning, {value, integer_literal(arena, by)}, call);
  };
  if (field->text == "epoch") return with(Meaning::kDivideExact, number, kSecond);
  if (as_call(span, Meaning::kTimeBetween) == nullptr) return nullptr;
  if (field->text == "second")
    return with(Meaning::kDivideExact, with(Meaning::kModulo, number, 60 * kSecond), kSecond);
  const auto* part = std::find_if(std::begin(kParts), std::end(kParts),
                                  [&](const Part& each) { return each.name == field->text; });
  if (part == std::end(kParts)) return nullptr;
  const Expr* whole = with(Meaning::kDivideInteger, number, part->size);
  return part->modulus == 0 ? whole : with(Meaning::kModulo, whole, part->modulus);
}

}  // namespace

const Expr* microseconds_of(const Expr& span, Arena& arena) {
  if (const auto* interval = span.as<Interval>()) return of_interval(*interval, arena);
  const auto* call = span.as<Call>();
  return call == nullptr ? nullptr : of_call(*call, arena);
}

const Expr* without_intervals(const Call& call, Arena& arena) {
  switch (call.meaning) {
    case Meaning::kEqual:
    case Meaning::kNotEqual:
    case Meaning::kLess:
    case Meaning::kLessEqual:
    case Meaning::kGreater:
    case Meaning::kGreaterEqual:
    case Meaning::kSame:
    case Meaning::kIsNull: return of_parts(call, arena);
    case Meaning::kTimePart:
    case Meaning::kTimePartInteger: return part_of(call, arena);
    default: return nullptr;
  }
}

}  // namespace sqlx::sql
