#include "advise/judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "advise/planned_statement.h"
#include "base/text.h"

namespace sqlx::advise {
namespace {

constexpr std::size_t kArenaBlock = 4096;  // most statements are short, and all of them are kept

std::string first_problem(const Diagnostics& found) {
  for (const Diagnostic& each : found.items()) {
    if (each.severity == Severity::kError) return each.message;
  }
  return "the statement was not understood";
}

bool contains(const ir::Table& table, const ir::ObjectName& name) {
  const bool same =
      table.name.name == name.name &&
      (name.schema.empty() || table.name.schema.empty() || table.name.schema == name.schema);
  return same || std::any_of(table.partitions.begin(), table.partitions.end(),
                             [&](const ir::Table& each) { return contains(each, name); });
}

// u_1: what an engine calls a second `u`, or the partition of a table called so.
bool is_alias_of(std::string_view said, std::string_view alias) {
  if (equal_fold(said, alias)) return true;
  if (!starts_with_fold(said, alias) || said[alias.size()] != '_') return false;
  const std::string_view digits = said.substr(alias.size() + 1);
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), is_digit);
}

bool may_be_of(const introspect::PlanStep& step, const TableUse& use) {
  if (use.table == nullptr) return false;
  if (!step.table.name.empty() && !contains(*use.table, step.table)) return false;
  return step.alias.empty() ? !step.table.name.empty() : is_alias_of(step.alias, use.alias);
}

// Of a table that is read in several steps, as by partitions, the one that reads the most says what
// there is to say.
const introspect::PlanStep* telling(const introspect::PlanStep* a, const introspect::PlanStep* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return a->access <= b->access ? a : b;
}

}  // namespace

std::vector<const introspect::PlanStep*> steps_of(const Shape& shape,
                                                  const introspect::Plan& plan) {
  std::vector<const introspect::PlanStep*> steps(shape.uses.size(), nullptr);
  std::vector<bool> doubtful(shape.uses.size(), false);
  for (const introspect::PlanStep& step : plan.steps) {
    std::vector<std::size_t> possible;
    for (std::size_t use = 0; use < shape.uses.size(); ++use) {
      if (may_be_of(step, shape.uses[use])) possible.push_back(use);
    }
    for (const std::size_t use : possible) {
      doubtful[use] = doubtful[use] || possible.size() > 1;
      steps[use] = telling(steps[use], &step);
    }
  }
  // A view may read the same table under the same name.
  const bool has_views = std::any_of(shape.uses.begin(), shape.uses.end(), [](const TableUse& use) {
    return use.table != nullptr && ir::is_view(*use.table);
  });
  for (std::size_t use = 0; use < steps.size(); ++use) {
    if (doubtful[use] || has_views) steps[use] = nullptr;
  }
  return steps;
}

Judgement judge(const Statement& statement, const ir::Database& schema,
                const sql::FrontEnd& front_end, const wirepacks::WirePack& pack,
                introspect::Consultation& database) {
  auto judged = std::make_unique<Judged>();
  judged->statement = &statement;
  judged->arena = std::make_unique<Arena>(kArenaBlock);
  Diagnostics found;
  judged->tree = front_end.parse(sql::StatementText(statement.text), *judged->arena, found);
  if (judged->tree == nullptr || found.has_errors()) return {nullptr, first_problem(found)};
  std::optional<Shape> shape = shape_of(*judged->tree, schema);
  if (!shape) return {nullptr, "only SELECT, UPDATE and DELETE are judged"};
  judged->shape = std::move(*shape);
  judged->asked = planned_statement(statement, *judged->tree, judged->shape, pack, *judged->arena);
  introspect::Planned planned = database.plan(judged->asked);
  if (!planned.plan) return {nullptr, planned.problem};
  judged->plan = std::move(*planned.plan);
  judged->step_of = steps_of(judged->shape, judged->plan);
  return {std::move(judged), {}};
}

}  // namespace sqlx::advise
