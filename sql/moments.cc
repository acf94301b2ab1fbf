#include "sql/moments.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

#include "base/text.h"

namespace sqlx::sql {
namespace {

// Takes a number of `width` digits off the front.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  int value = 0;
  if (text.size() < width) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc() || end != text.data() + width) return std::nullopt;
  text.remove_prefix(width);
  return value;
}

// One digit or two.
std::optional<int> take_short(std::string_view& text) {
  return take_digits(text, text.size() > 1 && is_digit(text[1]) ? 2 : 1);
}

bool take(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::string_view fraction;  // with its point
};

// HH:MM[:SS[.f]]
std::optional<Clock> take_clock(std::string_view& text) {
  Clock clock;
  const auto hour = take_short(text);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_digits(text, 2);
  if (!minute) return std::nullopt;
  clock.hour = *hour;
  clock.minute = *minute;
  if (!take(text, ":")) return clock;
  const auto second = take_digits(text, 2);
  if (!second) return std::nullopt;
  clock.second = *second;
  if (!text.starts_with('.')) return clock;
  std::size_t size = 1;
  while (size < text.size() && is_digit(text[size])) ++size;
  clock.fraction = text.substr(0, size);
  text.remove_prefix(size);
  return clock;
}

// Z, +02, -05:30: minutes east of Greenwich.
std::optional<int> take_offset(std::string_view& text) {
  text = trim(text);
  if (text.empty()) return 0;
  if (take(text, "Zz")) return text.empty() ? std::optional(0) : std::nullopt;
  const bool is_west = text.starts_with('-');
  if (!take(text, "+-")) return std::nullopt;
  const auto hours = take_digits(text, 2);
  take(text, ":");
  const auto minutes = text.empty() ? std::optional(0) : take_digits(text, 2);
  if (!hours || !minutes || !text.empty()) return std::nullopt;
  const int east = *hours * 60 + *minutes;
  return is_west ? -east : east;
}

}  // namespace

std::optional<std::string> full_moment(std::string_view text, bool is_zoned) {
  using namespace std::chrono;
  text = trim(text);
  const auto y = take_digits(text, 4);
  const bool dashed = y && take(text, "-");
  const auto m = dashed ? take_short(text) : std::nullopt;
  const auto d = m && take(text, "-") ? take_short(text) : std::nullopt;
  if (!d) return std::nullopt;
  const year_month_day day{year(*y), month(static_cast<unsigned>(*m)),
                           std::chrono::day(static_cast<unsigned>(*d))};
  if (!day.ok()) return std::nullopt;
  std::optional<Clock> clock = Clock{};
  if (take(text, " T")) clock = take_clock(text);
  const auto offset = clock ? take_offset(text) : std::nullopt;
  if (!offset) return std::nullopt;
  const auto moment = sys_days(day) + hours(clock->hour) +
                      minutes(clock->minute - (is_zoned ? *offset : 0)) + seconds(clock->second);
  const auto midnight = floor<days>(moment);
  const year_month_day date{midnight};
  const hh_mm_ss time{moment - midnight};
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02}{}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     clock->fraction);
}

std::optional<std::string> full_date(std::string_view text) {
  const auto moment =
      text.find(':') == std::string_view::npos ? full_moment(text, false) : std::nullopt;
  return moment ? std::optional(moment->substr(0, 10)) : std::nullopt;
}

}  // namespace sqlx::sql
