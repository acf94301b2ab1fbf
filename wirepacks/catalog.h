// The packs of one run: those in the binary, and those of `--wirepacks DIR`, of which one with a
// known name takes its place.
//
// A dialect is asked for as people write it: `mysql`, `MariaDB@10.6`, or by another name of its
// pack. A pack is read when it is first asked for, once a version.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "wirepacks/pack.h"

namespace sqlx::wirepacks {

class Catalog {
 public:
  // `folder` may be empty. What is wrong there is told at once.
  Catalog(const std::string& folder, Diagnostics& diagnostics);

  // `dialect` is a name, with a version behind `@` if not the default one is wanted. Null, and an
  // error, if there is none. What is returned stays as long as the catalogue.
  [[nodiscard]] const WirePack* find(std::string_view dialect, Diagnostics& diagnostics);

  // The pack of that very name, folded to what a server says it is.
  [[nodiscard]] const WirePack* find_name(const std::string& name, std::optional<Version> version,
                                          Diagnostics& diagnostics);

  // All, sorted by name, at their default versions.
  [[nodiscard]] std::vector<WirePack> all(Diagnostics& diagnostics);

  // Reads a text as if it were one of the folder's.
  [[nodiscard]] std::optional<WirePack> read(const Source& source, std::optional<Version> version,
                                             Diagnostics& diagnostics);

 private:
  void add_folder(const std::string& folder, Diagnostics& diagnostics);
  [[nodiscard]] std::optional<WirePack> find_base(std::string_view name,
                                                  std::optional<Version> version,
                                                  Diagnostics& diagnostics);
  [[nodiscard]] std::string name_of(std::string_view called, Diagnostics& diagnostics);

  std::map<std::string, Source, std::less<>> added_;  // by the name that the pack gives itself
  std::vector<std::string> names_;                    // of all, sorted
  std::map<std::string, std::unique_ptr<WirePack>, std::less<>> read_;  // "mysql@8.0.30"
  std::vector<std::string> being_read_;
};

}  // namespace sqlx::wirepacks
