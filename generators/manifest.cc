#include "generators/manifest.h"

#include <fmt/format.h>

#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/document.h"

namespace sqlx::generators {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kUser = "user";

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void write_entry(JsonWriter& writer, const ManifestEntry& entry) {
  writer.begin_object();
  writer.key("maker");
  writer.string(entry.maker);
  if (entry.owner == Owner::kUser) {
    writer.key("owner");
    writer.string(kUser);
  } else {
    writer.key("hash");
    writer.string(entry.hash);
  }
  writer.end_object();
}

bool has_shape(const Json& document) {
  return document.is_object() && document.value("format", 0) == kManifestFormat &&
         document.contains("files") && document["files"].is_object();
}

}  // namespace

std::string content_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return fmt::format("{:016x}", hash);
}

std::string write_manifest(const Manifest& manifest) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("format");
  writer.number(kManifestFormat);
  writer.key("files");
  writer.begin_object();
  for (const auto& [path, entry] : manifest) {
    writer.key(path);
    write_entry(writer, entry);
  }
  writer.end_object();
  writer.end_object();
  return out + '\n';
}

std::optional<Manifest> read_manifest(const Source& source, Diagnostics& diagnostics) {
  const Json document = Json::parse(source->text, nullptr, false);
  const bool is_one = has_shape(document);
  Manifest manifest;
  if (is_one) {
    for (const auto& [path, entry] : document["files"].items()) {
      const Owner owner = text_of(entry, "owner") == kUser ? Owner::kUser : Owner::kGenerated;
      manifest[path] = {text_of(entry, "hash"), text_of(entry, "maker"), owner};
    }
    return manifest;
  }
  diagnostics.add(
      Code::kManifestMalformed, fmt::format("`{}` is not a manifest of this sqlx", source->name),
      {}, "take it from version control; without it, edits cannot be told from what was generated");
  return std::nullopt;
}

}  // namespace sqlx::generators
