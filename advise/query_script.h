// The statements of a script as a workload: each counted once, those with the same text together.
#pragma once

#include <string>

#include "advise/workload.h"
#include "base/diagnostic.h"
#include "sql/script/statement_reader.h"

namespace sqlx::advise {

[[nodiscard]] Workload read_queries(sql::StatementReader& reader, Diagnostics& diagnostics);

}  // namespace sqlx::advise
