#include "cli/advise_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"

namespace sqlx::cli {
namespace {

constexpr std::size_t kMostOfStatement = 160;  // characters
constexpr std::size_t kMostOfPlan = 12;        // lines
constexpr std::size_t kMostOfLine = 140;
constexpr std::size_t kMostNotJudged = 12;

// On one line, and no longer than one likes to read.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = is_space(c);
    if (!blank || (!line.empty() && line.back() != ' ')) line += blank ? ' ' : c;
  }
  return shortened(line, kMostOfStatement);
}

std::string words_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string number_of(double value) {
  if (value >= 1000000) return fmt::format("{:.1f} million", value / 1000000);
  return value == static_cast<double>(static_cast<std::int64_t>(value))
             ? fmt::format("{}", static_cast<std::int64_t>(value))
             : fmt::format("{:.3g}", value);
}

void append_numbers(std::string& out, const advise::Evidence& evidence) {
  std::string line;
  for (const auto& [name, value] : evidence.numbers)
    line += fmt::format("{}{} {}", line.empty() ? "" : ", ", words_of(name), number_of(value));
  if (!line.empty()) out += fmt::format("    {}\n", line);
}

void append_plan(std::string& out, std::string_view name, const std::vector<std::string>& lines) {
  for (std::size_t i = 0; i < std::min(lines.size(), kMostOfPlan); ++i)
    out += fmt::format("    {:7} {}\n", i == 0 ? name : "", shortened(lines[i], kMostOfLine));
  if (lines.size() > kMostOfPlan)
    out += fmt::format("    {:7} and {} more lines\n", "", lines.size() - kMostOfPlan);
}

void append_change(std::string& out, const std::string& change) {
  for (const std::string_view line : split(change, '\n'))
    out += fmt::format("    change  {}\n", printable(line));
}

void append_finding(std::string& out, std::size_t number, const advise::Finding& finding) {
  out += fmt::format("{}. {}  [{}]\n", number, printable(finding.title), to_string(finding.kind));
  if (finding.statement) out += fmt::format("    {}\n", one_line(*finding.statement));
  append_numbers(out, finding.evidence);
  append_plan(out, "before", finding.evidence.plan_before);
  append_plan(out, "after", finding.evidence.plan_after);
  if (!finding.change.empty()) append_change(out, finding.change);
  out += fmt::format("    {}\n", printable(finding.advice));
}

void append_not_judged(std::string& out, const std::vector<advise::NotJudged>& all) {
  for (const advise::NotJudged& each : std::span(all).first(std::min(all.size(), kMostNotJudged)))
    out += fmt::format("    {}\n      {}\n", one_line(each.statement), printable(each.why));
  if (all.size() > kMostNotJudged)
    out += fmt::format("    and {} more; --format json has all of them\n",
                       all.size() - kMostNotJudged);
}

}  // namespace

std::string text_of(const advise::Report& report) {
  std::string out;
  for (const advise::Finding& finding : report.findings) {
    append_finding(out, static_cast<std::size_t>(&finding - report.findings.data()) + 1, finding);
    out += '\n';
  }
  const std::size_t judged = report.statements.size();
  out += fmt::format("{} {} in {} {}",
                     report.findings.empty() ? "no" : std::to_string(report.findings.size()),
                     report.findings.size() == 1 ? "finding" : "findings", judged,
                     judged == 1 ? "statement" : "statements");
  if (!report.not_judged.empty()) out += fmt::format(", {} not judged:", report.not_judged.size());
  out += '\n';
  append_not_judged(out, report.not_judged);
  return out;
}

}  // namespace sqlx::cli
