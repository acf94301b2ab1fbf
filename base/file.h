// Files, the few ways that sqlx uses them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source.h"

namespace sqlx {

// The whole file; a diagnostic if it cannot be read.
[[nodiscard]] std::optional<Source> read_file(const std::string& path, Diagnostics& diagnostics);

[[nodiscard]] bool file_exists(const std::string& path);

// All or nothing: writes to a temporary name in the same folder, then renames it. A file that
// already holds `text` is not touched. What is no file, such as /dev/stdout, is written to as it
// is.
bool write_file(const std::string& path, std::string_view text, Diagnostics& diagnostics);

}  // namespace sqlx
