#include "sql/time_modifiers.h"

#include <charconv>
#include <string_view>

#include "base/text.h"
#include "sql/build.h"

namespace sqlx::sql {
namespace {

constexpr std::string_view kUnits[] = {"year", "month", "day", "hour", "minute", "second"};

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
    const Expr* number = integer_literal(arena, negative ? -amount : amount);
    return make_call(arena, Meaning::kAddTime, {moment, number, string_literal(arena, unit)}, *moment);
  }
  return nullptr;
}

const Expr* truncated(const Expr* moment, std::string_view unit, Arena& arena) {
  if (!equal_fold(unit, "month") && !equal_fold(unit, "year") && !equal_fold(unit, "day")) return nullptr;
  return make_call(arena, Meaning::kTruncateTime, {string_literal(arena, lower(unit)), moment}, *moment);
}

const Expr* modified(const Expr* moment, std::string_view modifier, Arena& arena) {
  constexpr std::string_view kStart = "start of ";
  modifier = trim(modifier);
  if (starts_with_fold(modifier, kStart)) return truncated(moment, trim(modifier.substr(kStart.size())), arena);
  return add_units(moment, modifier, arena);
}

}  // namespace

const Expr* apply_modifiers(const Expr* moment, List<const Expr*> modifiers, Arena& arena) {
  for (const Expr* modifier : modifiers) {
    const auto* literal = modifier->as<Literal>();
    if (literal == nullptr || literal->literal != LiteralKind::kString) return nullptr;
    if (equal_fold(literal->text, "unixepoch")) {
      moment = make_call(arena, Meaning::kFromEpochUtc, {moment}, *moment);
    } else {
      moment = modified(moment, literal->text, arena);
    }
    if (moment == nullptr) return nullptr;
  }
  return moment;
}

}  // namespace sqlx::sql
