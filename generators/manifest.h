// `.sqlx/manifest.json`: which files were generated, by whom, and the hash of what was generated.
// It is committed, one line a file, sorted.
//
// The hash is of the text as it was generated, before edits were merged into it: a file whose hash
// differs has been edited.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source.h"
#include "generators/file_set.h"

namespace sqlx::generators {

inline constexpr std::string_view kManifestFile = ".sqlx/manifest.json";
constexpr int kManifestFormat = 1;

struct ManifestEntry {
  std::string hash;  // empty for a file of the user's: it was written, and what became of it is
                     // nobody's business
  std::string maker;
  Owner owner = Owner::kGenerated;

  bool operator==(const ManifestEntry&) const = default;
};

using Manifest = std::map<std::string, ManifestEntry, std::less<>>;  // by path

// FNV-1a of 64 bits, in hexadecimal: it tells texts apart, and keeps nobody from making two that
// are alike.
[[nodiscard]] std::string content_hash(std::string_view text);

[[nodiscard]] std::string write_manifest(const Manifest& manifest);

// Nothing, and kManifestMalformed, for what is no such file.
[[nodiscard]] std::optional<Manifest> read_manifest(const Source& source, Diagnostics& diagnostics);

}  // namespace sqlx::generators
