// An application's folder on disk: read it, and change many files of it at once or not at all.
//
// New texts are written to `.sqlx/staging/` first; then `.sqlx/journal.json` says which of them go
// where and what is removed. From the moment that the journal has its name, the change has
// happened: who is killed after that, or runs out of power, leaves the rest to the next command,
// which carries the journal out before it looks at anything (`recover`). Before that moment,
// nothing but the staging folder was touched. Moving needs no room on the disk, so a full one is
// noticed while all is as it was.
//
// Paths are relative, with `/`. Symbolic links are followed within the folder; one that leads out
// of it is an error. One program at a time writes: the folder `.sqlx` is locked while a `Folder` of
// that kind lives.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/diagnostic.h"
#include "generators/plan.h"

namespace sqlx::generators {

inline constexpr std::string_view kBookFolder = ".sqlx";

class Folder {
 public:
  enum class Access : bool {
    kRead,   // changes nothing; an interrupted change that waits to be carried out is an error
    kWrite,  // makes `.sqlx`, locks it, and carries out what was interrupted
  };

  // Nothing, and errors, if it cannot be had like that. `path` exists.
  static std::optional<Folder> open(const std::string& path, Access access,
                                    Diagnostics& diagnostics);

  Folder(Folder&&) noexcept;
  Folder& operator=(Folder&&) noexcept;
  ~Folder();

  // Nothing if there is no such file; and with an error if what is there is no file that can be
  // read and replaced.
  [[nodiscard]] std::optional<std::string> read(const std::string& path,
                                                Diagnostics& diagnostics) const;

  // All of it, or an error and none of it.
  bool apply(std::span<const Change* const> changes, Diagnostics& diagnostics);

 private:
  class Disk;
  explicit Folder(std::unique_ptr<Disk> disk);
  std::unique_ptr<Disk> disk_;
};

}  // namespace sqlx::generators
