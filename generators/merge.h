// Three texts: what was generated, what its user made of it, and what is generated now. One that
// holds both changes, or where they meet.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sqlx::generators {

// Half-open ranges of lines, from 0.
struct MergeConflict {
  std::size_t edited = 0, edited_end = 0;        // in the user's text
  std::size_t generated = 0, generated_end = 0;  // in the new one

  bool operator==(const MergeConflict&) const = default;
};

struct Merge {
  std::string text;  // if there are no conflicts
  std::vector<MergeConflict> conflicts;

  bool operator==(const Merge&) const = default;
};

// Changes that touch each other conflict, unless both sides made the same one.
[[nodiscard]] Merge merge_texts(std::string_view base, std::string_view edited,
                                std::string_view generated);

}  // namespace sqlx::generators
