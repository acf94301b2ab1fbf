// The programs that a generated application needs, and an application's own state: what `sqlx
// doctor` looks at beside databases.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"

namespace sqlx::cli {

// One thing that was looked at. `advice` says what to do, and is empty where all is well.
struct Finding {
  std::string name;
  std::string found;  // a version, "present"; empty: nothing
  std::string advice;
};

// Node.js and npm, as they are found in PATH.
[[nodiscard]] std::vector<Finding> look_at_tools(const Environment& environment);

// The application in the working directory; nothing if there is none.
[[nodiscard]] std::vector<Finding> look_at_application(const Environment& environment);

}  // namespace sqlx::cli
