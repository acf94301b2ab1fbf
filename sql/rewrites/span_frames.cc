// Frames of a time span, for a target that measures frames in numbers alone: sorted by seconds, and
// measured in them.
//
//   ORDER BY day RANGE BETWEEN INTERVAL '7 days' PRECEDING AND CURRENT ROW   as   ORDER BY epoch of
//   day RANGE BETWEEN 604800 PRECEDING AND …
//
// Months and years are no number of seconds: such a frame stays, and is refused.
#include <optional>

#include "sql/build.h"
#include "sql/rewrites/list.h"

namespace sqlx::sql {
namespace {

constexpr std::int64_t kSecondsOfDay = 86400;
constexpr std::int64_t kMicroseconds = 1000000;

// Of an interval of days and less; nothing for any other, and for parts of a second.
std::optional<std::int64_t> seconds_of(const Interval& interval) {
  if (interval.amount != nullptr || interval.months != 0 ||
      interval.microseconds % kMicroseconds != 0)
    return std::nullopt;
  return interval.days * kSecondsOfDay + interval.microseconds / kMicroseconds;
}

// Whether the bound can be said: it has no distance, or one in seconds, which then stands in
// `into`.
bool measure(const Expr* offset, const Expr*& into, Arena& arena) {
  if (offset == nullptr) return true;
  const auto* interval = offset->as<Interval>();
  const auto seconds = interval == nullptr ? std::nullopt : seconds_of(*interval);
  if (seconds) into = integer_literal(arena, *seconds);
  return seconds.has_value();
}

const Window* in_seconds(const Window& window, Arena& arena) {
  const bool has_span = (window.start_offset != nullptr && window.start_offset->is<Interval>()) ||
                        (window.finish_offset != nullptr && window.finish_offset->is<Interval>());
  if (!has_span || window.mode != FrameMode::kRange || window.order_by.size() != 1) return &window;
  Window* made = clone(arena, window);
  if (!measure(window.start_offset, made->start_offset, arena) ||
      !measure(window.finish_offset, made->finish_offset, arena))
    return &window;
  OrderItem* key = clone(arena, *window.order_by[0]);
  const Expr* moment = key->value;
  if (moment->type != TypeClass::kDate && moment->type != TypeClass::kTimestamp) return &window;
  key->value =
      make_call(arena, Meaning::kTimePart, {string_literal(arena, "epoch"), moment}, *moment);
  made->order_by = arena.list(static_cast<const OrderItem*>(key));
  return made;
}

}  // namespace

const Node* span_frames(const Node* node, const RewriteContext& context) {
  if (context.from.family == context.pack.family) return node;
  return bottom_up<Window>(node, context, [&](const Node* each) -> const Node* {
    return in_seconds(*each->as<Window>(), context.arena);
  });
}

}  // namespace sqlx::sql
