// A statement of the workload made ready for rules: read by its dialect's parser, looked up in the
// schema, planned by the database.
#pragma once

#include <memory>
#include <string>

#include "advise/situation.h"
#include "sql/front_end.h"

namespace sqlx::advise {

struct Judgement {
  std::unique_ptr<Judged> judged;  // null if the statement could not be judged,
  std::string why;                 // and why not
};

[[nodiscard]] Judgement judge(const Statement& statement, const ir::Database& schema,
                              const sql::FrontEnd& front_end, const wirepacks::WirePack& pack,
                              introspect::Consultation& database);

// For each use of a table the step of the plan that reads it; null where that is not certain.
[[nodiscard]] std::vector<const introspect::PlanStep*> steps_of(const Shape& shape,
                                                                const introspect::Plan& plan);

}  // namespace sqlx::advise
