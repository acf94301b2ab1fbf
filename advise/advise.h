// The advisor: statements and a live database in, findings out.
//
//     workload ──► judge (parse, look up, plan) ──► situation ──► rules ──► findings
//
// advise/rules.h lists what it looks for. With `try_changes`, an index that is suggested is made
// where nobody sees it, and the plan is taken again: what the planner would not use is no finding.
#pragma once

#include <optional>

#include "advise/finding.h"
#include "advise/workload.h"
#include "base/diagnostic.h"
#include "introspect/consultation.h"
#include "ir/schema.h"
#include "wirepacks/pack.h"

namespace sqlx::advise {

struct Task {
  const ir::Database& schema;
  const wirepacks::WirePack& pack;  // folded to the server's version
  const Workload& workload;
  bool try_changes = false;
};

// Nothing, and an error, if the database could not be asked.
[[nodiscard]] std::optional<Report> advise(const Task& task, introspect::Consultation& database,
                                           Diagnostics& diagnostics);

}  // namespace sqlx::advise
