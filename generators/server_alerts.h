// `alerts` of sqlx.yaml as the view of templates/server/alerts.ts.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "generators/alert_rule.h"

namespace sqlx::generators {

struct AlertRuleView {
  std::string name;  // a literal
  std::string when;
  std::string is;
  std::string limit;
  bool has_route = false;
  std::string route;  // a literal
  std::string over;   // milliseconds, as the other times
  std::string lasting;
  std::string again;
  std::string to;  // literals with commas

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("name", name);
    fn("when", when);
    fn("is", is);
    fn("limit", limit);
    fn("hasRoute", has_route);
    fn("route", route);
    fn("over", over);
    fn("lasting", lasting);
    fn("again", again);
    fn("to", to);
  }
};

struct AlertsView {
  bool has_email = false;
  bool has_rules = false;
  std::vector<AlertRuleView> rules;

  template <class Fn>
  void fields(Fn&& fn) const {
    fn("hasEmail", has_email);
    fn("rules", rules);
    fn("hasRules", has_rules);
  }
};

[[nodiscard]] AlertsView alerts_view(std::span<const AlertRule> rules);

// Whether somebody is told by mail.
[[nodiscard]] bool sends_email(std::span<const AlertRule> rules);

}  // namespace sqlx::generators
