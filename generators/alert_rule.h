// A rule of `alerts` in sqlx.yaml, checked: cli/config_alerts.cc reads it, server_alerts.cc puts it
// into the application.
#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace sqlx::generators {

struct AlertRule {
  std::string name;
  std::string when;          // what is measured: `p95`, `error_rate`, …
  std::string is = "above";  // or `below`
  double limit = 0;          // seconds of a time, a share of `error_rate`, or a number
  std::string route;         // `GET /api/orders` or `query Orders`; empty: all requests
  std::chrono::milliseconds over{60'000};  // that is measured
  std::chrono::milliseconds lasting{0};    // that it holds before it is told
  std::chrono::milliseconds again{0};      // until it is told again; 0: never
  std::vector<std::string> to;             // `webhook`, `slack`, `email`

  bool operator==(const AlertRule&) const = default;
};

}  // namespace sqlx::generators
