#include "generators/server_alerts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "generators/escape.h"

namespace sqlx::generators {
namespace {

constexpr std::string_view kEmail = "email";

// 60_000, as people write it in TypeScript.
std::string milliseconds(std::chrono::milliseconds time) {
  std::string digits = fmt::to_string(time.count());
  if (digits.size() <= 4) return digits;
  for (std::size_t at = digits.size() - 3; at < digits.size() && at > 0; at -= at > 3 ? 3 : at)
    digits.insert(at, 1, '_');
  return digits;
}

AlertRuleView view_of(const AlertRule& rule) {
  std::vector<std::string> to;
  for (const std::string& target : rule.to) to.push_back(ts_string(target));
  return {.name = ts_string(rule.name),
          .when = rule.when,
          .is = rule.is,
          .limit = fmt::format("{}", rule.limit),
          .has_route = !rule.route.empty(),
          .route = ts_string(rule.route),
          .over = milliseconds(rule.over),
          .lasting = milliseconds(rule.lasting),
          .again = milliseconds(rule.again),
          .to = join(to, ", ")};
}

}  // namespace

AlertsView alerts_view(std::span<const AlertRule> rules) {
  AlertsView view{.has_email = sends_email(rules), .has_rules = !rules.empty(), .rules = {}};
  for (const AlertRule& rule : rules) view.rules.push_back(view_of(rule));
  return view;
}

bool sends_email(std::span<const AlertRule> rules) {
  return std::any_of(rules.begin(), rules.end(), [](const AlertRule& rule) {
    return std::find(rule.to.begin(), rule.to.end(), kEmail) != rule.to.end();
  });
}

}  // namespace sqlx::generators
