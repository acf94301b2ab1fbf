// What happens to each file when an application is generated again: generators/plan.h, the
// manifest, and the copy of what was generated.
#include <catch2/catch.hpp>
#include <map>

#include "generators/base_texts.h"
#include "generators/journal.h"
#include "generators/plan.h"

namespace sqlx::generators {
namespace {

using Disk = std::map<std::string, std::string>;

struct Situation {
  FileSet made;
  Manifest manifest;
  Disk disk;
  Disk base;
  Diagnostics diagnostics;

  // Bare texts: what a generated file's first line says is of no matter here.
  void make(const std::string& path, const std::string& text, Owner owner = Owner::kGenerated) {
    made.add(path, {.text = text, .maker = "orm", .owner = owner}, diagnostics);
  }
  void was(const std::string& path, const std::string& text) {
    manifest[path] = {content_hash(text), "orm", Owner::kGenerated};
    base[path] = text;
  }

  Plan plan(Edits edits = Edits::kAreMerged, std::vector<std::string> makers = {}) {
    const auto read = [this](const std::string& path) {
      const auto found = disk.find(path);
      return found == disk.end() ? std::nullopt : std::optional(found->second);
    };
    const auto find_base = [this](const std::string& path, const std::string& hash) {
      const auto found = base.find(path);
      return found == base.end() || content_hash(found->second) != hash
                 ? std::nullopt
                 : std::optional(found->second);
    };
    return make_plan({made, manifest, makers, edits}, read, find_base, diagnostics);
  }
};

std::string shown(const Plan& plan) {
  std::string out;
  for (const Change& change : plan.changes)
    out += std::string(to_string(change.action)) + " " + change.path + " " +
           change.after.value_or("-") + ";";
  return out;
}

std::vector<Code> codes(const Diagnostics& diagnostics) {
  std::vector<Code> out;
  for (const Diagnostic& each : diagnostics.items()) out.push_back(each.code);
  return out;
}

TEST_CASE("files that nobody edited follow what is generated", "[plan]") {
  Situation now;
  now.make("new.json", "1");
  now.make("same.json", "2");
  now.make("changed.json", "3b");
  now.make("deleted.json", "4");
  now.was("same.json", "2");
  now.was("changed.json", "3a");
  now.was("deleted.json", "4");
  now.was("stale.json", "5");
  now.was("stale-and-deleted.json", "6");
  now.disk = {{"same.json", "2"}, {"changed.json", "3a"}, {"stale.json", "5"}};
  const Plan plan = now.plan();
  CHECK(shown(plan) ==
        "replace changed.json 3b;create deleted.json 4;create new.json 1;remove stale.json -;");
  CHECK(now.diagnostics.empty());
  CHECK(plan.manifest.size() == 4);
  CHECK(plan.manifest.at("changed.json").hash == content_hash("3b"));
}

TEST_CASE("edits are kept and merged", "[plan]") {
  Situation now;
  now.make("unchanged.json", "a\nb\nc\n");
  now.make("merged.json", "a\nb\nC\n");
  now.make("same-edit.json", "X\n");
  now.was("unchanged.json", "a\nb\nc\n");
  now.was("merged.json", "a\nb\nc\n");
  now.was("same-edit.json", "a\n");
  now.disk = {
      {"unchanged.json", "edited"}, {"merged.json", "A\nb\nc\n"}, {"same-edit.json", "X\n"}};
  const Plan plan = now.plan();
  CHECK(shown(plan) == "merge merged.json A\nb\nC\n;");
  CHECK(now.diagnostics.empty());
  CHECK(plan.manifest.at("unchanged.json").hash ==
        content_hash("a\nb\nc\n"));  // still of what was generated: it stays edited
}

TEST_CASE("what cannot be decided is an error", "[plan]") {
  Situation now;
  now.make("conflict.json", "new\n");
  now.make("in-the-way.json", "1");
  now.make("no-base.json", "new\n");
  now.was("conflict.json", "old\n");
  now.was("no-base.json", "old\n");
  now.base.erase("no-base.json");
  now.disk = {
      {"conflict.json", "edited\n"}, {"in-the-way.json", "mine"}, {"no-base.json", "edited\n"}};
  static_cast<void>(now.plan());
  CHECK(codes(now.diagnostics) ==
        std::vector<Code>{Code::kMergeConflict, Code::kFileInTheWay, Code::kMergeBaseUnknown});

  now.diagnostics = {};
  CHECK(shown(now.plan(Edits::kAreOverwritten)) ==
        "replace conflict.json new\n;replace in-the-way.json 1;replace no-base.json new\n;");
  CHECK(codes(now.diagnostics) == std::vector<Code>(3, Code::kEditsOverwritten));
}

TEST_CASE("an edited file that is no longer generated stays", "[plan]") {
  Situation now;
  now.was("stale.json", "5");
  now.disk = {{"stale.json", "edited"}};
  const Plan plan = now.plan();
  CHECK(plan.changes.empty());
  CHECK(plan.manifest.empty());
  CHECK(codes(now.diagnostics) == std::vector<Code>{Code::kStaleEdited});
}

TEST_CASE("the user's files are written once", "[plan]") {
  Situation now;
  now.make("app/new.ts", "1", Owner::kUser);
  now.make("app/there.ts", "2", Owner::kUser);
  now.make("app/deleted.ts", "3", Owner::kUser);
  now.make("app/edited.ts", "4", Owner::kUser);
  now.manifest["app/deleted.ts"] = {"", "orm", Owner::kUser};
  now.manifest["app/edited.ts"] = {"", "orm", Owner::kUser};
  now.manifest["app/no-longer-made.ts"] = {"", "orm", Owner::kUser};
  now.disk = {
      {"app/there.ts", "mine"}, {"app/edited.ts", "mine"}, {"app/no-longer-made.ts", "mine"}};
  const Plan plan = now.plan(Edits::kAreOverwritten);
  CHECK(shown(plan) == "create app/new.ts 1;");
  CHECK(plan.manifest.size() == 5);
}

TEST_CASE("only the files of the makers that ran are looked at", "[plan]") {
  Situation now;
  now.was("orm.json", "1");
  now.manifest["other.json"] = {content_hash("2"), "other", Owner::kGenerated};
  now.disk = {{"orm.json", "1"}, {"other.json", "2"}};
  const Plan plan = now.plan(Edits::kAreMerged, {"orm"});
  CHECK(shown(plan) == "remove orm.json -;");
  CHECK(plan.manifest.contains("other.json"));
}

TEST_CASE("two makers of a file are an error", "[plan]") {
  Situation now;
  now.make("a.ts", "1");
  now.make("a.ts", "1");
  CHECK(codes(now.diagnostics) == std::vector<Code>{Code::kFileMadeTwice});
  CHECK(now.made.find("a.ts")->text.starts_with("// Generated by sqlx"));
}

TEST_CASE("manifest, journal and base are read as they were written", "[plan]") {
  const std::string hostile = "a \"b\"\n*/${x}\\ \x7f \xf0\x9f\x98\x80";
  const Manifest manifest = {{hostile, {"00", "orm", Owner::kGenerated}},
                             {"app/x.ts", {"", "init", Owner::kUser}}};
  Diagnostics diagnostics;
  CHECK(read_manifest(make_source("m", write_manifest(manifest)), diagnostics) == manifest);
  for (const char* wrong : {"", "[]", "{}", "{\"format\": 2, \"files\": {}}", "<<<<<<<",
                            "{\"format\": 1, \"files\": []}"}) {
    CHECK(!read_manifest(make_source("m", wrong), diagnostics));
    CHECK(diagnostics.back().code == Code::kManifestMalformed);
  }
  const Journal journal = {{hostile, "s/0", "00"}, {"gone", "", "11"}};
  CHECK(read_journal(write_journal(journal)) == journal);
  CHECK(!read_journal("[[1]]"));
  const BaseTexts texts = {{hostile, ""}, {"x", "12 3\n"}, {"y", hostile}};
  const std::string written = write_base(texts);
  CHECK(read_base(written) == texts);
  for (std::size_t size = 0; size < written.size(); ++size)
    CHECK(read_base(std::string_view(written).substr(0, size)).size() < texts.size());
}

}  // namespace
}  // namespace sqlx::generators
