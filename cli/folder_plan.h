// From a schema and a configuration to what has to change in an application's folder: what `init`
// and `generate` share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/config.h"
#include "generators/folder.h"
#include "generators/plan.h"
#include "ir/schema.h"

namespace sqlx::cli {

// The schema that the application was generated from last; committed.
inline constexpr std::string_view kSnapshotFile = "sqlx.schema.json";

// Whether the working directory holds one; an error if not. A command that was started elsewhere by
// mistake would fill somebody's folder with files.
[[nodiscard]] bool is_application(Run& run);

struct FolderWish {
  const ir::Database& database;
  const Config& config;
  std::vector<std::string> only = {};  // generators; empty: all
  std::string templates = {};          // of --templates
  generators::Edits edits = generators::Edits::kAreMerged;
  std::vector<std::pair<std::string, std::string>> own_files =
      {};  // further ones of the user's, by path
};

struct FolderPlan {
  generators::Plan plan;
  std::optional<generators::Change> base;  // `.sqlx/base`, which is kept in silence
};

// Nothing, and errors, if it cannot be planned: no plan with errors is ever carried out.
[[nodiscard]] std::optional<FolderPlan> plan_folder(const generators::Folder& folder,
                                                    const FolderWish& wish, Run& run);

// Carries it out, all or nothing.
bool carry_out(generators::Folder& folder, const FolderPlan& plan, Run& run);

}  // namespace sqlx::cli
