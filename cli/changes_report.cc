#include "cli/changes_report.h"

#include <fmt/format.h>

#include <array>

#include "base/diagnostic_json.h"
#include "base/document.h"
#include "generators/line_diff.h"

namespace sqlx::cli {
namespace {

using generators::Action;
using generators::Change;

using Words = std::array<std::string_view, 4>;  // by Action
constexpr Words kDone = {"created", "replaced", "merged", "removed"};
constexpr Words kWould = {"would create", "would replace", "would merge", "would remove"};

void append_diff(std::string& out, const Change& change) {
  const auto name = [&](char side, const std::optional<std::string>& text) {
    return text ? fmt::format("{}/{}", side, change.path) : std::string("/dev/null");
  };
  generators::append_unified_diff(out, name('a', change.before), change.before.value_or(""),
                                  name('b', change.after), change.after.value_or(""));
}

}  // namespace

std::string summary_of(std::span<const Change> changes, Tense tense) {
  const Words& words = tense == Tense::kDone ? kDone : kWould;
  std::array<std::size_t, kDone.size()> counts{};
  for (const Change& change : changes) ++counts[static_cast<std::size_t>(change.action)];
  std::string out;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] == 0) continue;
    if (!out.empty()) out += ", ";
    out += fmt::format("{} {} {}", words[i], counts[i], counts[i] == 1 ? "file" : "files");
  }
  return out.empty() ? "nothing to do" : out;
}

std::string list_of(std::span<const Change> changes) {
  std::string out;
  for (const Change& change : changes)
    out += fmt::format("{} {}\n", to_string(change.action), change.path);
  return out;
}

std::string diffs_of(std::span<const Change> changes) {
  std::string out;
  for (const Change& change : changes) append_diff(out, change);
  return out;
}

std::string json_of(std::span<const Change> changes, Detail detail, const std::string* drift,
                    const Diagnostics& diagnostics) {
  std::string out;
  JsonWriter writer(out);
  writer.begin_object();
  writer.key("changes");
  writer.begin_array();
  for (const Change& change : changes) {
    writer.begin_object();
    writer.key("path");
    writer.string(change.path);
    writer.key("action");
    writer.string(to_string(change.action));
    if (detail == Detail::kDiffs) {
      std::string diff;
      append_diff(diff, change);
      writer.key("diff");
      writer.string(diff);
    }
    writer.end_object();
  }
  writer.end_array();
  if (drift != nullptr) {
    writer.key("drift");
    writer.string(*drift);
  }
  write_diagnostics_member(writer, diagnostics.items());
  writer.end_object();
  return out + '\n';
}

}  // namespace sqlx::cli
