#include "sql/patterns/codecs.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "sql/patterns/json_path.h"
#include "sql/patterns/time_format.h"

namespace sqlx::sql {
namespace {

using wirepacks::WirePack;

constexpr std::string_view kUnits[] = {"microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month",
                                       "quarter", "year", "decade", "century", "millennium", "epoch", "dow", "isodow",
                                       "doy", "isoyear", "timezone", "timezone_hour", "timezone_minute", "julian"};

// Units are words that dialects write in either case, some in the plural.
bool decode_unit(std::string_view text, const WirePack&, std::string& out) {
  const std::size_t before = out.size();
  out += lower(text);
  const auto known = [&](std::string_view word) { return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits); };
  const std::string_view word = std::string_view(out).substr(before);
  if (known(word)) return true;
  if (!word.ends_with('s') || !known(word.substr(0, word.size() - 1))) return false;
  out.pop_back();
  return true;
}

bool encode_unit(std::string_view text, const WirePack&, std::string& out) {
  out += text;
  return true;
}

constexpr Codec kCodecs[] = {
    {"unit", decode_unit, encode_unit},
    {"time_format", decode_time_format, encode_time_format},
    {"json_path", decode_json_path, encode_json_path},
    {"json_path_array", decode_json_path_array, encode_json_path_array},
    {"json_key", decode_json_key, encode_json_key},
    {"json_index", decode_json_index, encode_json_index},
};

}  // namespace

const Codec* codec_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kCodecs), std::end(kCodecs), [&](const Codec& codec) { return codec.name == name; });
  return found == std::end(kCodecs) ? nullptr : found;
}

}  // namespace sqlx::sql
