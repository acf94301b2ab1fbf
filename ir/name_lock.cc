#include "ir/name_lock.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/document.h"

namespace sqlx::ir {
namespace {

using Json = nlohmann::json;

constexpr const char* kFormatKey = "format";

// Points at the place in the file, if there is one.
void report(const Source& source, std::string message, Diagnostics& diagnostics, Place where = {}) {
  const bool merged = source->text.find("<<<<<<<") != std::string::npos;
  diagnostics.add(
      Code::kNameLockMalformed, fmt::format("{} {}", source->name, message), std::move(where),
      merged ? "a merge left its marks in it: keep the lines of both sides, and remove the marks"
             : "restore it from version control, or delete it to have all names made anew");
}

std::optional<Json> parse(const Source& source, Diagnostics& diagnostics) {
  try {
    return Json::parse(source->text);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
    report(source, "is not valid JSON", diagnostics, Span{source, at, at + 1});
    return std::nullopt;
  }
}

}  // namespace

// The format comes last, whatever the names are: every name's line ends in a comma, and a name at
// the end touches no other line.
std::string write_lock(const NameLock& lock) {
  std::string out = "{\n";
  for (const auto& [key, name] : lock.names) {
    out += "  ";
    append_json_string(out, key);
    out += ": ";
    append_json_string(out, name);
    out += ",\n";
  }
  return out + fmt::format("  \"{}\": {}\n}}\n", kFormatKey, kNameLockFormat);
}

std::optional<NameLock> read_lock(const Source& source, Diagnostics& diagnostics) {
  const std::optional<Json> json = parse(source, diagnostics);
  if (!json) return std::nullopt;
  const bool known =
      json->is_object() && json->contains(kFormatKey) && (*json)[kFormatKey] == kNameLockFormat;
  if (!known) {
    report(source, fmt::format("is not a list of names of format {}", kNameLockFormat),
           diagnostics);
    return std::nullopt;
  }
  NameLock lock;
  for (const auto& [key, name] : json->items()) {
    if (key == kFormatKey) continue;
    if (!name.is_string()) {
      report(source, fmt::format("has something else than a name for `{}`", key), diagnostics);
      return std::nullopt;
    }
    lock.names.emplace(key, name.get<std::string>());
  }
  return lock;
}

}  // namespace sqlx::ir
