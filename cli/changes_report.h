// How `init` and `generate` tell what they changed, or would change.
#pragma once

#include <span>
#include <string>

#include "base/diagnostic.h"
#include "generators/plan.h"

namespace sqlx::cli {

enum class Tense : bool { kDone, kWould };

// "created 12 files, removed 2 files", or "would create 12 files, would remove 2 files"; "nothing
// to do" if there is nothing.
[[nodiscard]] std::string summary_of(std::span<const generators::Change> changes,
                                     Tense tense = Tense::kDone);

// A line a file: `create orm/models/order.ts`.
[[nodiscard]] std::string list_of(std::span<const generators::Change> changes);

// Unified diffs, for `patch -p1`.
[[nodiscard]] std::string diffs_of(std::span<const generators::Change> changes);

enum class Detail : bool { kNames, kDiffs };

// {"changes": [{"path", "action", "diff"}], "drift": "…", "diagnostics": […]}; `drift` is how a
// live schema differs from the snapshot (cli/schema_changes.h), if it was asked.
[[nodiscard]] std::string json_of(std::span<const generators::Change> changes, Detail detail,
                                  const std::string* drift, const Diagnostics& diagnostics);

}  // namespace sqlx::cli
