#include "generators/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "generators/line_diff.h"
#include "generators/merge.h"
#include "generators/merge_json.h"

namespace sqlx::generators {
namespace {

// The bytes of some lines of a text.
Span span_of(const Source& source, std::size_t begin, std::size_t end) {
  const std::vector<std::string_view> lines = lines_of(source->text);
  const auto offset = [&](std::size_t line) {
    return line < lines.size() ? static_cast<std::size_t>(lines[line].data() - source->text.data())
                               : source->text.size();
  };
  const std::size_t first = offset(begin);
  const std::size_t last = offset(std::max(end, begin + 1));
  return {source, first, last > first && source->text[last - 1] == '\n' ? last - 1 : last};
}

class Planner {
 public:
  Planner(const PlanInput& input, ReadFile read, FindBase find_base, Diagnostics& diagnostics)
      : input_(input), read_(read), find_base_(find_base), diagnostics_(diagnostics) {}

  Plan run() {
    for (const auto& [path, file] : input_.made.files()) {
      if (!wanted(file.maker)) continue;
      file.owner == Owner::kUser ? plan_users(path, file) : plan_generated(path, file);
    }
    for (const auto& [path, entry] : input_.manifest) {
      if (wanted(entry.maker) && input_.made.find(path) == nullptr &&
          entry.owner == Owner::kGenerated) {
        plan_stale(path, entry);
      } else {
        plan_.manifest.try_emplace(path, entry);
      }
    }
    std::sort(plan_.changes.begin(), plan_.changes.end(),
              [](const Change& a, const Change& b) { return a.path < b.path; });
    return std::move(plan_);
  }

 private:
  [[nodiscard]] bool wanted(std::string_view maker) const {
    return input_.makers.empty() ||
           std::find(input_.makers.begin(), input_.makers.end(), maker) != input_.makers.end();
  }

  [[nodiscard]] const ManifestEntry* last_time(const std::string& path) const {
    const auto found = input_.manifest.find(path);
    return found == input_.manifest.end() ? nullptr : &found->second;
  }

  void change(Action action, const std::string& path, std::optional<std::string> before,
              std::optional<std::string> after) {
    plan_.changes.push_back({action, path, std::move(before), std::move(after)});
  }

  void plan_users(const std::string& path, const File& file) {
    plan_.manifest[path] = {"", std::string(file.maker), Owner::kUser};
    if (last_time(path) == nullptr && !read_(path))
      change(Action::kCreate, path, std::nullopt, file.text);
  }

  void plan_generated(const std::string& path, const File& file) {
    const std::string hash = content_hash(file.text);
    plan_.manifest[path] = {hash, std::string(file.maker), Owner::kGenerated};
    std::optional<std::string> there = read_(path);
    if (!there) return change(Action::kCreate, path, std::nullopt, file.text);
    if (*there == file.text) return;
    const ManifestEntry* last = last_time(path);
    const bool edited = last == nullptr || last->hash != content_hash(*there);
    if (!edited) return change(Action::kReplace, path, std::move(there), file.text);
    if (input_.edits == Edits::kAreOverwritten) return overwrite(path, std::move(*there), file);
    if (last == nullptr || last->owner == Owner::kUser) return in_the_way(path);
    if (last->hash != hash) merge(path, std::move(*there), *last, file);
  }

  void overwrite(const std::string& path, std::string there, const File& file) {
    diagnostics_.add(Code::kEditsOverwritten,
                     fmt::format("the edits in `{}` are overwritten", path));
    change(Action::kReplace, path, std::move(there), file.text);
  }

  void in_the_way(const std::string& path) {
    diagnostics_.add(
        Code::kFileInTheWay,
        fmt::format("`{}` would be generated, but there is a file already that sqlx did not make",
                    path),
        {}, "move it away, or let --force overwrite it");
  }

  void merge(const std::string& path, std::string edited, const ManifestEntry& last,
             const File& file) {
    const std::optional<std::string> base = find_base_(path, last.hash);
    if (!base) {
      diagnostics_.add(
          Code::kMergeBaseUnknown,
          fmt::format("`{}` was edited, and it is not known any more what it was generated as",
                      path),
          {},
          "generate once with the sqlx and the snapshot that made it, or let --force overwrite the "
          "edits");
      return;
    }
    Merge merged = merge_texts(*base, edited, file.text);
    if (!merged.conflicts.empty()) {
      std::optional<std::string> by_keys = merge_json(*base, edited, file.text);
      if (!by_keys) return conflict(path, edited, file, merged.conflicts);
      merged.text = std::move(*by_keys);
    }
    if (merged.text != edited)
      change(Action::kMerge, path, std::move(edited), std::move(merged.text));
  }

  void conflict(const std::string& path, const std::string& edited, const File& file,
                std::span<const MergeConflict> conflicts) {
    const Source yours = make_source(path, edited);
    const Source generated = make_source(fmt::format("{} (as generated now)", path), file.text);
    for (const MergeConflict& each : conflicts) {
      Diagnostic& told = diagnostics_.add(
          Code::kMergeConflict,
          fmt::format("`{}` was edited where its generated text changes, too", path),
          span_of(yours, each.edited, each.edited_end),
          "give these lines the new text and add the edit again, or let --force overwrite all "
          "edits of the file");
      told.notes.push_back(
          {"what is generated now", span_of(generated, each.generated, each.generated_end)});
    }
  }

  void plan_stale(const std::string& path, const ManifestEntry& entry) {
    std::optional<std::string> there = read_(path);
    if (!there) return;
    if (content_hash(*there) == entry.hash)
      return change(Action::kRemove, path, std::move(there), std::nullopt);
    diagnostics_.add(Code::kStaleEdited,
                     fmt::format("`{}` is no longer generated, but was edited, so it stays", path),
                     {}, "take what you need from it and delete it");
  }

  const PlanInput& input_;
  ReadFile read_;
  FindBase find_base_;
  Diagnostics& diagnostics_;
  Plan plan_;
};

}  // namespace

std::string_view to_string(Action action) {
  switch (action) {
    case Action::kCreate: return "create";
    case Action::kReplace: return "replace";
    case Action::kMerge: return "merge";
    case Action::kRemove: return "remove";
  }
  return "";
}

Plan make_plan(const PlanInput& input, ReadFile read, FindBase find_base,
               Diagnostics& diagnostics) {
  return Planner(input, read, find_base, diagnostics).run();
}

void add_record(Plan& plan, std::string path, std::string text, ReadFile read) {
  std::optional<std::string> before = read(path);
  if (before == text) return;
  const Action action = before ? Action::kReplace : Action::kCreate;
  const auto at =
      std::lower_bound(plan.changes.begin(), plan.changes.end(), path,
                       [](const Change& a, const std::string& b) { return a.path < b; });
  plan.changes.insert(at, {action, std::move(path), std::move(before), std::move(text)});
}

}  // namespace sqlx::generators
