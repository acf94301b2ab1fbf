// Whether the packages that an application asks for are there.
#pragma once

#include <string>

namespace sqlx::cli {

// True if one that package.json names has no folder in node_modules, or if package.json or its lock
// asks for others than when `note_installed` was called last.
[[nodiscard]] bool needs_packages(const std::string& folder);

// What is asked for now is there.
void note_installed(const std::string& folder);

}  // namespace sqlx::cli
