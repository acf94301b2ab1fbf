#include "generators/journal.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/document.h"

namespace sqlx::generators {
namespace {

using Json = nlohmann::json;

bool is_entry(const Json& entry) {
  return entry.is_array() && entry.size() == 3 &&
         std::all_of(entry.begin(), entry.end(), [](const Json& part) { return part.is_string(); });
}

}  // namespace

std::string write_journal(const Journal& journal) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_array();
  for (const JournalEntry& entry : journal) {
    writer.begin_array();
    for (const std::string* part : {&entry.path, &entry.staged, &entry.before})
      writer.string(*part);
    writer.end_array();
  }
  writer.end_array();
  return out + '\n';
}

std::optional<Journal> read_journal(std::string_view text) {
  const Json document = Json::parse(text, nullptr, false);
  if (!document.is_array() || !std::all_of(document.begin(), document.end(), is_entry))
    return std::nullopt;
  Journal journal;
  for (const Json& entry : document) {
    journal.push_back(
        {entry[0].get<std::string>(), entry[1].get<std::string>(), entry[2].get<std::string>()});
  }
  return journal;
}

}  // namespace sqlx::generators
