// What the advisor has found, and the numbers that it stands on.
//
// A finding names what is wrong, how the database showed it, and what to do. It holds no opinion of
// how sure it is: what is not certain is no finding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sqlx::advise {

enum class Kind : std::uint8_t {
  kMissingIndex,
  kUnusedIndex,
  kDuplicateIndex,
  kFullScan,
  kNPlusOne,
  kImplicitCast,
  kFunctionOnColumn,
  kSelectStar,
  kDeepOffset,
  kStaleStatistics,
};

[[nodiscard]] std::string_view to_string(Kind kind);

struct Evidence {
  std::vector<std::pair<std::string, double>> numbers;     // "table_rows": 1000000
  std::vector<std::pair<std::string, std::string>> texts;  // "counted_since": "…"
  std::vector<std::string> plan_before;
  std::vector<std::string> plan_after;  // where the change was tried
  std::optional<double> cost_before;    // as the planner estimates
  std::optional<double> cost_after;
};

struct Finding {
  Kind kind = Kind::kMissingIndex;
  std::string title;
  std::optional<std::string> statement;  // that shows it; of several the costliest
  std::vector<std::string> tables;       // "public.users"
  std::vector<std::string> columns;
  Evidence evidence;
  std::string change;  // SQL; empty where the change is not the database's
  std::string advice;
  double seconds = 0;      // that the statements took which it is about
  std::string index_name;  // that `change` makes, which a tried plan has to use; or drops
};

// A statement of the workload that was judged, with the plan that the database has for it.
struct JudgedPlan {
  std::string text;
  std::vector<std::string> lines;
  std::optional<double> cost;
  std::vector<std::string> tables;
  std::vector<std::string> indexes;
};

struct NotJudged {
  std::string statement;
  std::string why;
};

struct Report {
  std::string dialect;
  std::vector<Finding> findings;  // the costliest first
  std::vector<JudgedPlan> statements;
  std::vector<NotJudged> not_judged;
};

}  // namespace sqlx::advise
