// The names that were given once, kept beside the application (`.sqlx/names.json`, committed) so
// that they stay.
//
// A rule that tells two names apart must rename one of them when a second table comes along; the
// lock is why code that uses the first does not notice. It has one line for each name, sorted, so
// that two branches that add tables merge without a conflict:
//
//     {
//       "belongs_to public.posts(author_id) -> public.users(id)": "author",
//       "column public.posts.title": "title",
//       "model public.posts": "Post",
//       "format": 1
//     }
//
// How a line's left side is made is in ir/name_keys.h; who reads and writes the file is not our
// business here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/source.h"

namespace sqlx::ir {

constexpr int kNameLockFormat = 1;

struct NameLock {
  std::map<std::string, std::string, std::less<>> names;

  bool operator==(const NameLock&) const = default;
};

[[nodiscard]] std::string write_lock(const NameLock& lock);

// Nothing, and a kNameLockMalformed, for what is no such file.
[[nodiscard]] std::optional<NameLock> read_lock(const Source& source, Diagnostics& diagnostics);

}  // namespace sqlx::ir
