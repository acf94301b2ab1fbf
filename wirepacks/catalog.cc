#include "wirepacks/catalog.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/text.h"

namespace sqlx::wirepacks {
namespace {

namespace fs = std::filesystem;

bool is_version(std::string_view text) {
  return !text.empty() && is_digit(text.front()) &&
         text.find_first_not_of("0123456789.") == std::string_view::npos;
}

// The JSON files of a folder, in an order that does not depend on the disk.
std::vector<std::string> pack_paths(const std::string& folder, Diagnostics& diagnostics) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    const fs::path& path = each->path();
    if (path.extension() == ".json" && !path.filename().string().ends_with(".schema.json"))
      paths.push_back(path.string());
  }
  if (error)
    diagnostics.add(Code::kFileUnreadable,
                    fmt::format("the folder `{}` could not be read: {}", folder, error.message()));
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

Catalog::Catalog(const std::string& folder, Diagnostics& diagnostics) : names_(embedded_names()) {
  if (!folder.empty()) add_folder(folder, diagnostics);
}

// Names come first and packs when they are wanted, because one of the folder may extend another.
void Catalog::add_folder(const std::string& folder, Diagnostics& diagnostics) {
  for (const std::string& path : pack_paths(folder, diagnostics)) {
    const std::optional<Source> source = read_file(path, diagnostics);
    if (!source) continue;
    std::string name = pack_name((*source)->text);
    if (name.empty()) name = fs::path(path).stem().string();
    if (const auto [at, is_new] = added_.try_emplace(name, *source); !is_new) {
      diagnostics.add(Code::kPackInvalid, fmt::format("`{}` and `{}` are both packs named `{}`",
                                                      at->second->name, path, name));
    }
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
  }
  std::sort(names_.begin(), names_.end());
  for (const auto& [name, source] : added_) static_cast<void>(find_name(name, {}, diagnostics));
}

// A pack that extends what is being read already means the one in the binary: so it can change one
// of those.
std::optional<WirePack> Catalog::find_base(std::string_view name, std::optional<Version> version,
                                           Diagnostics& diagnostics) {
  const bool is_circle =
      std::find(being_read_.begin(), being_read_.end(), name) != being_read_.end();
  const auto added = added_.find(name);
  if (is_circle || added == added_.end()) return embedded_pack(name, diagnostics, version);
  return read(added->second, version, diagnostics);
}

std::optional<WirePack> Catalog::read(const Source& source, std::optional<Version> version,
                                      Diagnostics& diagnostics) {
  Diagnostics found;
  being_read_.push_back(pack_name(source->text));
  auto pack = read_pack(source, found, version, [&](std::string_view name, Diagnostics& told) {
    return find_base(name, version, told);
  });
  being_read_.pop_back();
  for (Diagnostic item : found.items()) {
    if (item.code == Code::kPackMalformed) item.code = Code::kPackInvalid;  // not our mistake
    diagnostics.add(item.code, item.message, item.where, item.hint);
  }
  return pack;
}

const WirePack* Catalog::find_name(const std::string& name, std::optional<Version> version,
                                   Diagnostics& diagnostics) {
  const std::string key = version ? fmt::format("{}@{}", name, to_string(*version)) : name;
  const auto [at, is_new] = read_.try_emplace(key);
  if (is_new) {
    const auto added = added_.find(name);
    auto pack = added != added_.end() ? read(added->second, version, diagnostics)
                                      : embedded_pack(name, diagnostics, version);
    if (pack) at->second = std::make_unique<WirePack>(std::move(*pack));
  }
  return at->second.get();
}

// The pack that is called so; its name or one of its others, whatever the case.
std::string Catalog::name_of(std::string_view called, Diagnostics& diagnostics) {
  std::string folded = lower(called);
  if (std::find(names_.begin(), names_.end(), folded) != names_.end()) return folded;
  std::vector<std::string> known = names_;
  for (const std::string& name : names_) {
    const WirePack* pack = find_name(name, {}, diagnostics);
    if (pack == nullptr) continue;
    if (equal_fold(name, called)) return name;
    for (const std::string& alias : pack->aliases) {
      if (equal_fold(alias, called)) return name;
      known.push_back(alias);
    }
  }
  const std::string meant = did_you_mean(called, known);
  diagnostics.add(Code::kUnknownDialect, fmt::format("there is no dialect `{}`", called), {},
                  meant.empty() ? fmt::format("there are {}", enumerate(names_)) : meant);
  return {};
}

const WirePack* Catalog::find(std::string_view dialect, Diagnostics& diagnostics) {
  const std::size_t at = std::min(dialect.rfind('@'), dialect.size());
  const std::string name = name_of(dialect.substr(0, at), diagnostics);
  if (name.empty()) return nullptr;
  if (at == dialect.size()) return find_name(name, {}, diagnostics);
  const std::string_view text = dialect.substr(at + 1);
  if (!is_version(text)) {
    diagnostics.add(Code::kDialectVersion, fmt::format("`{}` is not a version of {}", text, name),
                    {}, "write numbers, as in `mysql@8.0`");
    return nullptr;
  }
  const WirePack* pack = find_name(name, read_version(text), diagnostics);
  if (pack == nullptr || pack->version >= read_version(pack->oldest_version)) return pack;
  diagnostics.add(Code::kDialectVersion,
                  fmt::format("{} {} is older than what sqlx knows", pack->title, text), {},
                  fmt::format("{} is the oldest", pack->oldest_version));
  return nullptr;
}

std::vector<WirePack> Catalog::all(Diagnostics& diagnostics) {
  std::vector<WirePack> packs;
  for (const std::string& name : names_) {
    if (const WirePack* pack = find_name(name, {}, diagnostics)) packs.push_back(*pack);
  }
  return packs;
}

}  // namespace sqlx::wirepacks
