#include "cli/config_alerts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "cli/duration.h"

namespace sqlx::cli {
namespace {

using generators::AlertRule;
using std::chrono::milliseconds;

// ------------------------------------------------------------------------------------------ limits

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && value >= 0 && value <= 1e12 ? std::optional(value) : std::nullopt;
}

// `5%` or `0.05`
std::optional<double> share(std::string_view text) {
  const bool is_percent = text.ends_with('%');
  if (is_percent) text.remove_suffix(1);
  const std::optional<double> value = number(trim(text));
  if (!value || *value > (is_percent ? 100 : 1)) return std::nullopt;
  return is_percent ? *value / 100 : *value;
}

std::optional<double> seconds(std::string_view text) {
  const auto time = parse_duration(text);
  return time ? std::optional(static_cast<double>(time->count()) / 1000) : std::nullopt;
}

struct Unit {
  std::string_view expected;
  std::optional<double> (*read)(std::string_view text);
};

constexpr Unit kTime{"a time such as `500ms`", seconds};
constexpr Unit kShare{"a share such as `5%`", share};
constexpr Unit kNumber{"a number", number};

struct Measure {
  std::string_view name;
  const Unit& unit;
};

constexpr std::array<Measure, 7> kMeasures = {{{"error_rate", kShare},
                                               {"p50", kTime},
                                               {"p95", kTime},
                                               {"p99", kTime},
                                               {"requests", kNumber},
                                               {"pool_waiting", kNumber},
                                               {"anomalies", kNumber}}};

// ------------------------------------------------------------------------------------------- words

constexpr std::array<std::string_view, 3> kTargets = {"webhook", "slack", "email"};
constexpr std::array<std::string_view, 3> kOperations = {"query ", "mutation ", "subscription "};

bool is_target(std::string_view word) {
  return std::find(kTargets.begin(), kTargets.end(), word) != kTargets.end();
}

// `GET /api/orders`, `query Orders`
bool is_route(std::string_view text) {
  for (const std::string_view operation : kOperations) {
    if (text.starts_with(operation)) return text.size() > operation.size();
  }
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos || blank == 0 || !text.substr(blank + 1).starts_with('/'))
    return false;
  const std::string_view method = text.substr(0, blank);
  return std::all_of(method.begin(), method.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// -------------------------------------------------------------------------------------------- keys

// One rule while it is read: its limit is understood once it is known what is measured.
struct Reading {
  AlertRule rule;
  std::optional<ConfigText> above;
  std::optional<ConfigText> below;
  std::vector<Value> limits;  // where they stand
};

template <std::optional<ConfigText> Reading::*kLimit>
void read_limit(ConfigReader& reader, const Value& value, Reading& into) {
  into.*kLimit = reader.text(value, "a time, a share or a number");
  into.limits.push_back(value);
}

template <milliseconds AlertRule::*kTimeOf>
void read_time(ConfigReader& reader, const Value& value, Reading& into) {
  static constexpr std::string_view kExpected = "a time such as `30s` or `5m`, up to a day";
  const std::optional<ConfigText> text = reader.text(value, kExpected);
  const auto time = text ? parse_duration(text->text) : std::nullopt;
  if (time) into.rule.*kTimeOf = *time;
  if (text && !time) reader.wrong_type(value, kExpected);
}

// Ten minutes are known closely, by ten seconds.
void read_over(ConfigReader& reader, const Value& value, Reading& into) {
  read_time<&AlertRule::over>(reader, value, into);
  if (into.rule.over < milliseconds(10'000) || into.rule.over > milliseconds(600'000))
    reader.wrong_type(value, "a time from `10s` to `10m`");
}

void read_when(ConfigReader& reader, const Value& value, Reading& into) {
  std::vector<std::string> names;
  names.reserve(std::size(kMeasures));
  for (const Measure& measure : kMeasures) names.emplace_back(measure.name);
  const auto word = reader.text(value, "a word");
  if (!word) return;
  into.rule.when = word->text;
  if (std::find(names.begin(), names.end(), word->text) == names.end())
    reader.wrong_type(value, fmt::format("one of {}", enumerate(names, names.size())));
}

void read_route(ConfigReader& reader, const Value& value, Reading& into) {
  static constexpr std::string_view kExpected =
      "a route or an operation, as the dashboard names it: `GET /api/orders`, `query Orders`";
  const auto text = reader.text(value, kExpected);
  if (!text) return;
  into.rule.route = text->text;
  if (!is_route(text->text)) reader.wrong_type(value, kExpected);
}

void read_to(ConfigReader& reader, const Value& value, Reading& into) {
  reader.words(value, into.rule.to);
  const std::vector<std::string>& to = into.rule.to;
  for (std::size_t i = 0; i < to.size(); ++i) {
    const bool is_item =
        value.node.kind == YamlNode::Kind::kList && to.size() == value.node.items.size();
    if (!is_target(to[i]))
      reader.wrong_type(is_item ? item(value, i) : value, "`webhook`, `slack` or `email`");
  }
}

constexpr Key<Reading> kAlertKeys[] = {
    {{"name", "what it is called", "name: orders are slow"},
     [](ConfigReader& reader, const Value& value, Reading& into) {
       if (auto name = reader.text(value, "a text")) into.rule.name = std::move(name->text);
     }},
    {{"when", "what is measured", "when: p95"}, read_when},
    {{"above", "the limit, if too much is bad", "above: 500ms"}, read_limit<&Reading::above>},
    {{"below", "the limit, if too little is bad", "below: 10"}, read_limit<&Reading::below>},
    {{"route", "of what; without it, of all requests", "route: GET /api/orders"}, read_route},
    {{"over", "how long the time is that is measured", "over: 1m"}, read_over},
    {{"for", "how long it must hold", "for: 2m"}, read_time<&AlertRule::lasting>},
    {{"again", "after how long it is told again", "again: 1h"}, read_time<&AlertRule::again>},
    {{"to", "who is told", "to: [slack, email]"}, read_to},
};

// ------------------------------------------------------------------------------------------- rules

void read_limit_of(ConfigReader& reader, Reading& reading) {
  const auto* const measure =
      std::find_if(kMeasures.begin(), kMeasures.end(),
                   [&](const Measure& each) { return each.name == reading.rule.when; });
  const std::optional<ConfigText>& said = reading.above ? reading.above : reading.below;
  if (measure == kMeasures.end() || !said) return;
  reading.rule.is = reading.above ? "above" : "below";
  const std::optional<double> limit = measure->unit.read(said->text);
  if (limit) {
    reading.rule.limit = *limit;
  } else {
    reader.wrong_type(reading.limits.front(), measure->unit.expected);
  }
}

void check(ConfigReader& reader, const Value& value, const Reading& reading) {
  const AlertRule& rule = reading.rule;
  const auto has = [&](std::string_view key) {
    return std::any_of(value.node.entries.begin(), value.node.entries.end(),
                       [&](const YamlEntry& entry) { return entry.key.text == key; });
  };
  for (const std::string_view key : {"name", "when", "to"}) {
    if (!has(key)) reader.lacks(value, fmt::format("`{}`", key));
  }
  if (has("above") == has("below"))
    reader.lacks(value, has("above") ? "only one of `above` and `below`" : "`above` or `below`");
  if (has("to") && rule.to.empty()) reader.lacks(value, "somebody in `to`");
}

}  // namespace

void read_alerts(ConfigReader& reader, const Value& value, std::vector<AlertRule>& into) {
  if (value.node.kind != YamlNode::Kind::kList) return reader.wrong_type(value, "a list of rules");
  for (std::size_t i = 0; i < value.node.items.size(); ++i) {
    const Value rule = item(value, i);
    if (!reader.is_map(rule, "a rule, with `name`, `when`, `above` or `below`, and `to`")) continue;
    Reading reading;
    read_keys<Reading>(reader, rule, kAlertKeys, reading);
    read_limit_of(reader, reading);
    check(reader, rule, reading);
    into.push_back(std::move(reading.rule));
  }
}

}  // namespace sqlx::cli
