// The file of a SQLite database, looked at before SQLite opens it: what is wrong with it, and how
// it can be read without a trace.
//
// SQLite says "unable to open" or "not a database" about most of what can be wrong; here that
// becomes missing, folder, no permission, not a database, encrypted, truncated. And reading must
// leave the folder as it was, which SQLite does not promise for a database in WAL mode: a reader
// creates `-wal` and `-shm` when they are not there, and a read-only one leaves them behind. So
// there are three ways to read.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace sqlx::introspect::sqlite {

enum class Access : std::uint8_t {
  kShared,     // SQLite's locks; nothing is created, because nothing is needed or all is there
  kImmutable,  // WAL mode without a WAL: no connection is open, so the file alone is the database
  kPrivate,  // a WAL that a crash left, without its index: the index is rebuilt in memory, no locks
};

// Tells whether a file was written between two looks at it.
struct Stamp {
  dev_t device = 0;
  ino_t inode = 0;
  off_t size = 0;
  std::int64_t modified = 0;  // nanoseconds; all zero if there is no such file

  bool operator==(const Stamp&) const = default;
};

struct FileState {
  std::string path;  // without symbolic links: SQLite looks for the WAL beside the real file
  Access access = Access::kShared;
  Stamp file;
  Stamp wal;
};

// Nothing, and an error at `where`, if the file cannot be a database.
[[nodiscard]] std::optional<FileState> inspect_file(const std::string& path, const Place& where,
                                                    Diagnostics& diagnostics);

// Whether what was read without locks is what the file held: nobody wrote to it since
// `inspect_file`.
[[nodiscard]] bool is_unchanged(const FileState& state);

// The header's own word for the size of the file, if it is one that SQLite relies on: `header` is
// the file's first 100 bytes.
constexpr std::size_t kHeaderSize = 100;
[[nodiscard]] std::optional<std::int64_t> declared_size(std::string_view header);

}  // namespace sqlx::introspect::sqlite
