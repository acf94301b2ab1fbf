// `alerts` of sqlx.yaml: when somebody is told, and how.
//
//     alerts:
//       - name: orders are slow
//         when: p95                     # error_rate, p50, p95, p99, requests, pool_waiting,
//         anomalies above: 500ms                  # or below: a time, a share (5% or 0.05), or a
//         number route: GET /api/orders        # or `query Orders`; without it, all requests over:
//         1m                      # what is measured for: 2m                       # how long it
//         must hold again: 1h                     # after how long it is told again; without it,
//         never to: [slack, email]
#pragma once

#include <vector>

#include "cli/config_reader.h"
#include "generators/alert_rule.h"

namespace sqlx::cli {

void read_alerts(ConfigReader& reader, const Value& value,
                 std::vector<generators::AlertRule>& into);

}  // namespace sqlx::cli
