#include "sql/patterns/codecs.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/text.h"
#include "sql/patterns/json_path.h"
#include "sql/patterns/time_format.h"

namespace sqlx::sql {
namespace {

using wirepacks::WirePack;

constexpr std::string_view kUnits[] = {"microsecond", "millisecond",   "second",
                                       "minute",      "hour",          "day",
                                       "week",        "month",         "quarter",
                                       "year",        "decade",        "century",
                                       "millennium",  "epoch",         "dow",
                                       "isodow",      "doy",           "isoyear",
                                       "timezone",    "timezone_hour", "timezone_minute",
                                       "julian"};

// Units are words that dialects write in either case, some in the plural.
bool decode_unit(std::string_view text, const WirePack&, std::string& out) {
  const std::size_t before = out.size();
  out += lower(text);
  const auto known = [&](std::string_view word) {
    return std::find(std::begin(kUnits), std::end(kUnits), word) != std::end(kUnits);
  };
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

// A format without any part of a day.
bool decode_date_format(std::string_view text, const WirePack& pack, std::string& out) {
  constexpr std::string_view kPartsOfDay[] = {"{hour",  "{minute", "{second", "{micro",
                                              "{milli", "{am",     "{epoch"};
  const bool is_format = decode_time_format(text, pack, out);
  const bool has_time =
      std::any_of(std::begin(kPartsOfDay), std::end(kPartsOfDay),
                  [&](std::string_view part) { return out.find(part) != std::string::npos; });
  if (is_format && !has_time) return true;
  out.clear();
  return false;
}

// '$.a' is a path, 'a' is a key.
bool decode_json_path_or_key(std::string_view text, const WirePack& pack, std::string& out) {
  return text.starts_with('$') ? decode_json_path(text, pack, out)
                               : decode_json_key(text, pack, out);
}

// Patterns of GLOB, which has * and ? and no escape sign, as those of LIKE. Classes in brackets
// have no counterpart.
bool decode_glob(std::string_view text, const WirePack&, std::string& out) {
  for (const char c : text) {
    if (c == '[') return false;
    if (c == '*' || c == '?') {
      out += c == '*' ? '%' : '_';
      continue;
    }
    if (c == '%' || c == '_' || c == '\\') out += '\\';
    out += c;
  }
  return true;
}

bool encode_glob(std::string_view text, const WirePack&, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escaped = text[i] == '\\' && i + 1 < text.size();
    if (escaped) ++i;
    const char c = text[i];
    if (!escaped && (c == '%' || c == '_')) {
      out += c == '%' ? '*' : '?';
    } else if (c == '*' || c == '?' || c == '[') {
      out += '[';
      out += c;
      out += ']';
    } else {
      out += c;
    }
  }
  return true;
}

// '\xdeadbeef', the text of some bytes.
bool decode_hex_bytes(std::string_view text, const WirePack&, std::string& out) {
  if (!text.starts_with("\\x") || text.size() % 2 != 0) return false;
  for (std::size_t i = 2; i < text.size(); i += 2) {
    const int high = hex_digit(text[i]);
    const int low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0) return false;
    out += static_cast<char>(high * 16 + low);
  }
  return true;
}

bool decode_nothing(std::string_view, const WirePack&, std::string&) { return false; }

// A pattern without an escape sign, for a dialect where the backslash always is one.
bool encode_no_escape(std::string_view text, const WirePack&, std::string& out) {
  for (const char c : text) {
    if (c == '\\') out += c;
    out += c;
  }
  return true;
}

// A number of units as one interval: 3 → '3 month'. Read by sql/intervals.h.
template <std::size_t Unit>
bool encode_count(std::string_view text, const WirePack&, std::string& out) {
  out += text;
  out += ' ';
  out += kUnits[Unit];
  return true;
}

// Any of these characters, in a regular expression.
bool encode_character_class(std::string_view text, const WirePack&, std::string& out) {
  out += '[';
  for (const char c : text) {
    const bool is_sign = static_cast<signed char>(c) > ' ' && !is_letter(c) && !is_digit(c);
    if (is_sign) out += '\\';
    out += c;
  }
  out += ']';
  return !text.empty();
}

// A pattern of SIMILAR TO, which covers the whole text and has % and _ beside the signs of regular
// expressions.
bool encode_similar_pattern(std::string_view text, const WirePack&, std::string& out) {
  constexpr std::string_view kSigns = ".^$\\";  // of regular expressions only
  out += "^(";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escaped = text[i] == '\\' && i + 1 < text.size();
    const char c = is_escaped ? text[++i] : text[i];
    if (!is_escaped && c == '%') {
      out += "(.|\n)*";
    } else if (!is_escaped && c == '_') {
      out += "(.|\n)";
    } else {
      const bool is_sign =
          kSigns.find(c) != std::string_view::npos ||
          (is_escaped && static_cast<signed char>(c) > ' ' && !is_letter(c) && !is_digit(c));
      if (is_sign) out += '\\';
      out += c;
    }
  }
  out += ")$";
  return text.find('[') == std::string_view::npos;
}

// The characters in brackets that `text` begins with; empty if they could mean another thing in a
// regular expression.
std::string_view bracketed(std::string_view text) {
  const std::size_t first = text.starts_with("[^") ? 2 : 1;
  const std::size_t end = text.find(']', first + 1);  // a bracket in front is one of the characters
  const bool is_plain =
      end != std::string_view::npos &&
      text.substr(first, end - first).find_first_of("[]\\&") == std::string_view::npos;
  return is_plain ? text.substr(0, end + 1) : std::string_view();
}

// [[:digit:]] as [0-9], for regular expressions that have no such names. Classes of letters hold
// those beyond A to Z, too, and cannot be listed.
bool encode_classless_regex(std::string_view text, const WirePack&, std::string& out) {
  constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
      {"[:digit:]", "0-9"},
      {"[:space:]", " \\t\\n\\r\\f\\v"},
      {"[:blank:]", " \\t"},
      {"[:xdigit:]", "0-9A-Fa-f"}};
  std::string made;
  while (!text.empty()) {
    const auto* found =
        std::find_if(std::begin(kClasses), std::end(kClasses),
                     [&](const auto& each) { return text.starts_with(each.first); });
    if (found != std::end(kClasses)) {
      made += found->second;
      text.remove_prefix(found->first.size());
      continue;
    }
    if (text.starts_with("[:") || text.starts_with("[=") || text.starts_with("[.")) return false;
    made += text[0];
    text.remove_prefix(1);
  }
  out += made;
  return true;
}

// [[:upper:]] as [\p{Lu}], for regular expressions whose classes hold the letters of ASCII alone.
// \w and \W stand outside brackets only; words' ends are told by such letters, too, and are
// refused, as is what looks back at a group or at what stands around.
bool encode_unicode_regex(std::string_view text, const WirePack&, std::string& out) {
  constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
      {"[:alpha:]", "\\p{L}"},       {"[:upper:]", "\\p{Lu}"},    {"[:lower:]", "\\p{Ll}"},
      {"[:alnum:]", "\\p{L}\\p{N}"}, {"[:digit:]", "0-9"},        {"[:space:]", "\\s"},
      {"[:blank:]", " \\t"},         {"[:xdigit:]", "0-9A-Fa-f"}, {"[:punct:]", "[:punct:]"}};
  constexpr std::string_view kRefused[] = {"\\y", "\\Y", "\\m", "\\M", "\\<",     "\\>",    "\\b",
                                           "\\B", "(?=", "(?!", "(?<", "[[:<:]]", "[[:>:]]"};
  bool in_brackets = false;
  while (!text.empty()) {
    const auto begins = [&](std::string_view front) { return text.starts_with(front); };
    const auto* found =
        std::find_if(std::begin(kClasses), std::end(kClasses),
                     [&](const auto& each) { return in_brackets && begins(each.first); });
    if (found != std::end(kClasses)) {
      out += found->second;
      text.remove_prefix(found->first.size());
    } else if (std::any_of(std::begin(kRefused), std::end(kRefused), begins) ||
               (in_brackets && (begins("[:") || begins("[=") || begins("[.")))) {
      return false;
    } else if (text[0] == '\\' && text.size() > 1) {
      const bool is_word = text[1] == 'w' || text[1] == 'W';
      if (is_digit(text[1]) || (is_word && in_brackets && text[1] == 'W')) return false;
      if (is_word) {
        out += in_brackets      ? "\\p{L}\\p{N}_"
               : text[1] == 'w' ? "[\\p{L}\\p{N}_]"
                                : "[^\\p{L}\\p{N}_]";
      } else {
        out += text.substr(0, 2);
      }
      text.remove_prefix(2);
    } else {
      // A bracket that closes at once is one of the characters.
      const bool opens = !in_brackets && text[0] == '[';
      const std::size_t size = !opens                         ? 1
                               : begins("[^]")                ? 3
                               : begins("[]") || begins("[^") ? 2
                                                              : 1;
      if (opens)
        in_brackets = true;
      else if (in_brackets && text[0] == ']')
        in_brackets = false;
      out += text.substr(0, size);
      text.remove_prefix(size);
    }
  }
  return true;
}

// A pattern of GLOB, which covers the whole text, as a regular expression.
bool encode_glob_regex(std::string_view text, const WirePack&, std::string& out) {
  constexpr std::string_view kSigns = ".^$\\+(){}|]";
  std::string made = "^";
  for (; !text.empty(); text.remove_prefix(1)) {
    const char c = text[0];
    if (c == '[') {
      const std::string_view set = bracketed(text);
      if (set.empty()) return false;
      made += set;
      text.remove_prefix(set.size() - 1);
    } else if (c == '*' || c == '?') {
      made += c == '*' ? "(.|\n)*" : "(.|\n)";
    } else {
      if (kSigns.find(c) != std::string_view::npos) made += '\\';
      made += c;
    }
  }
  out += made + '$';
  return true;
}

// 'hh:mm:ss' or 'hh:mm', a time that is added, as its seconds.
bool decode_time_seconds(std::string_view text, const WirePack&, std::string& out) {
  const std::vector<std::string_view> parts = split(text, ':');
  if (parts.size() < 2 || parts.size() > 3) return false;
  std::int64_t seconds = 0;
  for (const std::string_view part : parts) {
    if (part.empty() || part.size() > 3 || !std::all_of(part.begin(), part.end(), is_digit))
      return false;
    std::int64_t number = 0;
    for (const char c : part) number = number * 10 + (c - '0');
    seconds = seconds * 60 + number;
  }
  out += std::to_string(parts.size() == 2 ? seconds * 60 : seconds);
  return true;
}

// The words that PostgreSQL takes for truth values, and the beginnings of them.
bool decode_boolean_word(std::string_view text, const WirePack&, std::string& out) {
  const std::string word = lower(trim(text));
  const auto begins = [&](std::string_view whole, std::size_t least) {
    return word.size() >= least && whole.starts_with(word);
  };
  const bool is_true = begins("true", 1) || begins("yes", 1) || word == "on" || word == "1";
  const bool is_false = begins("false", 1) || begins("no", 1) || begins("off", 2) || word == "0";
  if (is_true || is_false) out += is_true ? "true" : "false";
  return is_true || is_false;
}

// Bits that are used as a number.
bool decode_bit_number(std::string_view text, const WirePack&, std::string& out) {
  if (text.size() > 62) return false;
  std::int64_t number = 0;
  for (const char c : text) number = number * 2 + (c == '1' ? 1 : 0);
  out += std::to_string(number);
  return true;
}

// A format that only puts texts into their places.
bool decode_text_format(std::string_view text, const WirePack&, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && (++i == text.size() || (text[i] != 's' && text[i] != '%'))) return false;
  }
  out += text;
  return true;
}

constexpr Codec kCodecs[] = {
    {"unit", decode_unit, encode_unit},
    {"time_format", decode_time_format, encode_time_format},
    {"date_format", decode_date_format, encode_time_format},
    {"json_path", decode_json_path, encode_json_path},
    {"json_path_or_key", decode_json_path_or_key, encode_json_path},
    {"last_json_path", decode_json_path, encode_last_json_path},
    {"sharp_json_path", decode_json_path, encode_sharp_json_path},
    {"sharp_json_path_or_key", decode_json_path_or_key, encode_sharp_json_path},
    {"glob", decode_glob, encode_glob},
    {"json_path_array", decode_json_path_array, encode_json_path_array},
    {"json_key", decode_json_key, encode_json_key},
    {"json_index", decode_json_index, encode_json_index, LiteralKind::kInteger},
    {"hex_bytes", decode_hex_bytes, decode_hex_bytes, LiteralKind::kBytes, LiteralKind::kBytes},
    {"character_class", decode_nothing, encode_character_class},
    {"glob_regex", decode_nothing, encode_glob_regex},
    {"classless_regex", decode_nothing, encode_classless_regex},
    {"unicode_regex", decode_nothing, encode_unicode_regex},
    {"text_format", decode_text_format, decode_nothing},
    {"time_seconds", decode_time_seconds, decode_nothing, LiteralKind::kInteger,
     LiteralKind::kInteger},
    {"boolean_word", decode_boolean_word, decode_nothing, LiteralKind::kBoolean,
     LiteralKind::kBoolean},
    {"bit_number", decode_bit_number, decode_nothing, LiteralKind::kInteger, LiteralKind::kInteger},
    {"similar_pattern", decode_nothing, encode_similar_pattern},
    {"no_escape", decode_nothing, encode_no_escape},
    {"count_microsecond", decode_nothing, encode_count<0>},
    {"count_second", decode_nothing, encode_count<2>},
    {"count_minute", decode_nothing, encode_count<3>},
    {"count_hour", decode_nothing, encode_count<4>},
    {"count_day", decode_nothing, encode_count<5>},
    {"count_week", decode_nothing, encode_count<6>},
    {"count_month", decode_nothing, encode_count<7>},
    {"count_year", decode_nothing, encode_count<9>},
};

}  // namespace

const Codec* codec_named(std::string_view name) {
  const auto* found = std::find_if(std::begin(kCodecs), std::end(kCodecs),
                                   [&](const Codec& codec) { return codec.name == name; });
  return found == std::end(kCodecs) ? nullptr : found;
}

}  // namespace sqlx::sql
