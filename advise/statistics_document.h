// The statistics of a running application (or anything else that counts statements), a JSON
// document:
//
//     {"format": 1, "dialect": "postgres", "seconds": 812.4, "requests": 9120, "statements": [
//       {"text": "SELECT … WHERE \"email\" = $1", "calls": 812, "seconds": 3.21, "slowest": 0.094,
//       "rows": 812,
//        "most_in_one_request": 25, "requests": 40, "largest": [null, 50000], "routes": ["GET
//        /api/users"]}]}
//
// Only `format`, `statements` and their `text` have to be there. A key that is not known is an
// error: misspelt, it would be ignored in silence.
#pragma once

#include <optional>

#include "advise/workload.h"
#include "base/diagnostic.h"

namespace sqlx::advise {

// Nothing, and errors at their places, if the text is not such a document.
[[nodiscard]] std::optional<Workload> read_statistics(const Source& source,
                                                      Diagnostics& diagnostics);

}  // namespace sqlx::advise
