#include "advise/advise.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "advise/judge.h"
#include "advise/rules.h"

namespace sqlx::advise {
namespace {

JudgedPlan shown(const Judged& judged, const Situation& situation) {
  JudgedPlan made{.text = judged.statement->text,
                  .lines = judged.plan.lines,
                  .cost = judged.plan.cost,
                  .tables = {},
                  .indexes = {}};
  std::set<std::string> tables, indexes;
  for (const TableUse& use : judged.shape.uses) {
    if (use.table != nullptr) tables.insert(situation.name_of(*use.table));
  }
  for (const introspect::PlanStep& step : judged.plan.steps) {
    if (!step.index.empty()) indexes.insert(step.index);
  }
  made.tables.assign(tables.begin(), tables.end());
  made.indexes.assign(indexes.begin(), indexes.end());
  return made;
}

// The costliest first, however they were given.
std::vector<const Statement*> by_cost(const Workload& workload) {
  std::vector<const Statement*> all;
  for (const Statement& each : workload.statements) all.push_back(&each);
  std::stable_sort(all.begin(), all.end(), [](const Statement* a, const Statement* b) {
    return a->seconds != b->seconds ? a->seconds > b->seconds : a->text < b->text;
  });
  return all;
}

const Judged* judged_of(const Situation& situation, const Finding& finding) {
  for (const auto& each : situation.statements()) {
    if (finding.statement && each->statement->text == *finding.statement) return each.get();
  }
  return nullptr;
}

// Whether the finding stands: an index that the planner would leave alone helps nobody. What cannot
// be tried stands as it is.
bool stands_trial(Finding& finding, const Situation& situation,
                  introspect::Consultation& database) {
  const Judged* judged = judged_of(situation, finding);
  if (judged == nullptr || finding.change.empty() || finding.index_name.empty() ||
      !database.is_open())
    return true;
  introspect::Planned after = database.plan_with(finding.change, judged->asked);
  if (!after.plan) {
    finding.evidence.texts.emplace_back("not_tried", after.problem);
    return true;
  }
  finding.evidence.plan_after = after.plan->lines;
  finding.evidence.cost_after = after.plan->cost;
  // A row that is deleted has others looked for, which no plan shows.
  const bool shows = judged->shape.kind != StatementKind::kDelete;
  return !shows || std::any_of(after.plan->steps.begin(), after.plan->steps.end(),
                               [&](const introspect::PlanStep& step) {
                                 return step.index == finding.index_name;
                               });
}

// One index is not dropped for two reasons; and that nobody searched an index may be because of the
// other one that is the same.
void drop_repetitions(std::vector<Finding>& findings) {
  std::set<std::string> doubles;
  for (const Finding& each : findings) {
    if (each.kind != Kind::kDuplicateIndex) continue;
    doubles.insert(each.index_name);
    for (const auto& [name, text] : each.evidence.texts) {
      if (name == "replaced_by") doubles.insert(text);
    }
  }
  std::erase_if(findings, [&](const Finding& each) {
    return each.kind == Kind::kUnusedIndex && doubles.contains(each.index_name);
  });
}

void sort(std::vector<Finding>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    if (a.seconds != b.seconds) return a.seconds > b.seconds;
    return a.kind != b.kind ? a.kind < b.kind : a.title < b.title;
  });
}

void judge_all(const Task& task, introspect::Consultation& database, Situation& situation,
               Report& report) {
  const sql::FrontEnd front_end(task.pack);
  for (const Statement* statement : by_cost(task.workload)) {
    Judgement judgement = judge(*statement, task.schema, front_end, task.pack, database);
    if (judgement.judged == nullptr) {
      report.not_judged.push_back({statement->text, std::move(judgement.why)});
      continue;
    }
    report.statements.push_back(shown(*judgement.judged, situation));
    situation.add(std::move(judgement.judged));
  }
}

}  // namespace

std::optional<Report> advise(const Task& task, introspect::Consultation& database,
                             Diagnostics& diagnostics) {
  auto figures = database.figures(diagnostics);
  const auto dialect = sql::Dialect::make(task.pack, sql::Dialect::Use::kReading, diagnostics);
  if (!figures || dialect == nullptr) return std::nullopt;
  if (!figures->counts_no_use.empty()) diagnostics.add(Code::kNotCounted, figures->counts_no_use);
  Situation situation(task.schema, task.pack, *dialect, database, std::move(*figures));
  Report report;
  report.dialect = task.schema.engine;
  judge_all(task, database, situation, report);
  for (const Rule rule : all_rules()) rule(situation, report.findings);
  drop_repetitions(report.findings);
  if (task.try_changes && database.can_try()) {
    std::erase_if(report.findings,
                  [&](Finding& each) { return !stands_trial(each, situation, database); });
  } else if (task.try_changes) {
    diagnostics.add(
        Code::kNotCounted,
        fmt::format("{} cannot make an index that only one session sees: nothing was tried",
                    task.pack.title),
        {}, "try the change on a copy of the database");
  }
  if (!database.is_open()) {
    diagnostics.add(Code::kConnectionLost, "the connection was lost while statements were judged",
                    {}, "try again; nothing was changed");
    return std::nullopt;
  }
  sort(report.findings);
  return report;
}

}  // namespace sqlx::advise
