// What has to change on disk so that it holds what was generated, and nobody's edits are lost.
//
// Nothing is written here. Each path is looked at by itself, with four texts in mind: what the
// generators make now, what they made last (the base), what is there, and whose file it is:
//
//   made, but not on disk                  create it; deleting one is how to get it fresh
//   on disk as it was generated            replace it
//   edited; generated as it was            leave it
//   edited; generated with a change        merge; if both changed the same lines, a conflict: then
//                                          nothing at all is written
//   there, though it was never generated   an error: it is somebody's
//   no longer made, not edited             remove it
//   no longer made, edited                 leave it, and say so
//   the user's                             create it once; one that was deleted stays away
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/function_ref.h"
#include "generators/file_set.h"
#include "generators/manifest.h"

namespace sqlx::generators {

enum class Action : std::uint8_t { kCreate, kReplace, kMerge, kRemove };

[[nodiscard]] std::string_view to_string(Action action);

struct Change {
  Action action = Action::kCreate;
  std::string path;
  std::optional<std::string> before;  // what is there
  std::optional<std::string> after;   // nothing: it is removed

  bool operator==(const Change&) const = default;
};

struct Plan {
  std::vector<Change> changes;  // sorted by path
  Manifest manifest;            // afterwards
};

// What is at a path of the application's folder: nothing, or a text. What cannot be read has been
// told.
using ReadFile = FunctionRef<std::optional<std::string>(const std::string& path)>;

// The text that was generated last for a path, if it is known; whose hash it must have is said.
using FindBase =
    FunctionRef<std::optional<std::string>(const std::string& path, const std::string& hash)>;

enum class Edits : bool { kAreMerged, kAreOverwritten };

struct PlanInput {
  const FileSet& made;
  const Manifest& manifest;             // of the last time
  std::span<const std::string> makers;  // only their files are looked at; empty: all
  Edits edits = Edits::kAreMerged;
};

// With errors, the plan must not be carried out.
[[nodiscard]] Plan make_plan(const PlanInput& input, ReadFile read, FindBase find_base,
                             Diagnostics& diagnostics);

// A file that sqlx keeps its books in: it is what it is. Adds nothing if that is there already.
void add_record(Plan& plan, std::string path, std::string text, ReadFile read);

}  // namespace sqlx::generators
