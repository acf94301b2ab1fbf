// What generators make: files, in memory, each with its maker.
//
// Two makers of one path are an error, because one of the files would be lost. Nothing is written
// here: generators/writer.h compares the whole with what is on disk and replaces it at once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace sqlx::generators {

enum class Owner : std::uint8_t {
  kGenerated,  // made anew each time, with a first line that says so; edits are merged
  kUser,       // written once, and never again
};

struct File {
  std::string text;
  std::string_view maker;  // the generator's name
  Owner owner = Owner::kGenerated;

  bool operator==(const File&) const = default;
};

class FileSet {
 public:
  // `path` is relative to the application's folder, with `/`. A generated file gets its first line
  // here, in the comments of its kind of file; kinds that have none (JSON) get none.
  bool add(std::string path, File file, Diagnostics& diagnostics);

  [[nodiscard]] const std::map<std::string, File, std::less<>>& files() const { return files_; }
  [[nodiscard]] const File* find(std::string_view path) const;

 private:
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace sqlx::generators
