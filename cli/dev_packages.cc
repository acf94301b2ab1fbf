#include "cli/dev_packages.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/diagnostic.h"
#include "base/file.h"
#include "generators/folder.h"
#include "generators/manifest.h"

namespace sqlx::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::string path_of(const std::string& folder, std::string_view name) {
  return fmt::format("{}/{}", folder.empty() ? "." : folder, name);
}
std::string note_of(const std::string& folder) {
  return path_of(folder, fmt::format("{}/packages", generators::kBookFolder));
}

std::string text_of(const std::string& path) {
  Diagnostics aside;
  const auto source = file_exists(path) ? read_file(path, aside) : std::nullopt;
  return source ? (*source)->text : std::string();
}

Json manifest_of(const std::string& folder) {
  Json manifest = Json::parse(text_of(path_of(folder, "package.json")), nullptr, false);
  return manifest.is_object() ? manifest : Json::object();
}

Json wanted(const Json& manifest) {
  Json all = Json::object();
  for (const char* const kind : {"dependencies", "devDependencies"}) {
    const auto found = manifest.find(kind);
    if (found != manifest.end() && found->is_object()) all.update(*found);
  }
  return all;
}

// The scripts of package.json may change as they like.
std::string what_is_asked(const std::string& folder) {
  return generators::content_hash(
      wanted(manifest_of(folder)).dump(-1, ' ', false, Json::error_handler_t::replace) +
      text_of(path_of(folder, "package-lock.json")));
}

bool has_all(const std::string& folder) {
  const Json packages = wanted(manifest_of(folder));
  for (const auto& [name, range] : packages.items()) {
    std::error_code error;
    if (!fs::exists(path_of(folder, "node_modules/" + name), error)) return false;
  }
  return true;
}

}  // namespace

bool needs_packages(const std::string& folder) {
  if (!has_all(folder)) return true;
  const std::string noted = text_of(note_of(folder));
  return !noted.empty() && noted != what_is_asked(folder);
}

void note_installed(const std::string& folder) {
  Diagnostics aside;  // a copy that only saves an installation
  write_file(note_of(folder), what_is_asked(folder), aside);
}

}  // namespace sqlx::cli
