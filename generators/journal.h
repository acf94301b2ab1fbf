// `.sqlx/journal.json`: a change of many files that has been decided, and may not be carried out to
// its end yet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/source.h"

namespace sqlx::generators {

struct JournalEntry {
  std::string path;
  std::string staged;  // the file of the staging folder that goes there; empty: the path is removed
  std::string before;  // hash of what was there; empty: nothing was

  bool operator==(const JournalEntry&) const = default;
};

using Journal = std::vector<JournalEntry>;

[[nodiscard]] std::string write_journal(const Journal& journal);

// Nothing if it is none.
[[nodiscard]] std::optional<Journal> read_journal(std::string_view text);

}  // namespace sqlx::generators
