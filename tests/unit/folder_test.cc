// An application's folder on disk: all of a change or none of it, one writer, nothing outside.
// Kills are in tests/regenerate.py.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "generators/folder.h"
#include "generators/journal.h"
#include "generators/manifest.h"

namespace sqlx::generators {
namespace {

namespace fs = std::filesystem;

// A folder of its own, with `app` in it.
class Place {
 public:
  Place() {
    std::string name = (fs::temp_directory_path() / "sqlx-folder-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    fs::create_directories(app());
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { fs::remove_all(root_); }

  [[nodiscard]] fs::path app() const { return root_ / "app"; }
  [[nodiscard]] fs::path outside() const { return root_; }

  void write(const std::string& path, std::string_view text) const {
    fs::create_directories((app() / path).parent_path());
    std::ofstream(app() / path, std::ios::binary) << text;
  }
  [[nodiscard]] std::string text(const std::string& path) const {
    std::ifstream file(app() / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  [[nodiscard]] bool has(const std::string& path) const {
    return fs::exists(fs::symlink_status(app() / path));
  }

  std::optional<Folder> open(Folder::Access access = Folder::Access::kWrite) {
    return Folder::open(app().string(), access, diagnostics);
  }

  Diagnostics diagnostics;

 private:
  fs::path root_;
};

bool apply(Folder& folder, const std::vector<Change>& changes, Diagnostics& diagnostics) {
  std::vector<const Change*> pointers;
  pointers.reserve(changes.size());
  for (const Change& change : changes) pointers.push_back(&change);
  return folder.apply(pointers, diagnostics);
}

std::optional<Code> first_code(const Diagnostics& diagnostics) {
  return diagnostics.empty() ? std::nullopt : std::optional(diagnostics.items()[0].code);
}

TEST_CASE("a change creates, replaces and removes", "[folder]") {
  Place place;
  place.write("a/b.ts", "old");
  place.write("c/d/e.ts", "old");
  auto folder = place.open();
  REQUIRE(folder);
  CHECK(folder->read("a/b.ts", place.diagnostics) == "old");
  CHECK(!folder->read("nothing/here", place.diagnostics));
  CHECK(apply(*folder,
              {{Action::kReplace, "a/b.ts", "old", "new"},
               {Action::kRemove, "c/d/e.ts", "old", {}},
               {Action::kCreate, "f/g/h", {}, ""}},
              place.diagnostics));
  CHECK(place.diagnostics.empty());
  CHECK(place.text("a/b.ts") == "new");
  CHECK(!place.has("c"));
  CHECK(place.has("f/g/h"));
  CHECK(!place.has(".sqlx/staging"));
  CHECK(!place.has(".sqlx/journal.json"));
}

TEST_CASE("what will hold a password is for its owner alone", "[folder]") {
  Place place;
  auto folder = place.open();
  REQUIRE(folder);
  CHECK(apply(*folder, {{Action::kCreate, ".env", {}, "DATABASE_URL="}}, place.diagnostics));
  CHECK((fs::status(place.app() / ".env").permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("what cannot be done leaves all as it was", "[folder]") {
  Place place;
  place.write("a.ts", "old");
  place.write("file", "a file");
  auto folder = place.open();
  REQUIRE(folder);
  CHECK(!apply(*folder,
               {{Action::kReplace, "a.ts", "old", "new"},
                {Action::kCreate, "new/x", {}, "1"},
                {Action::kCreate, "file/x", {}, "2"}},
               place.diagnostics));
  CHECK(first_code(place.diagnostics) == Code::kFileUnwritable);
  CHECK(place.text("a.ts") == "old");
  CHECK(!place.has("new"));
  CHECK(!place.has(".sqlx/staging"));
}

TEST_CASE("nothing outside of the folder is read or written", "[folder]") {
  Place place;
  fs::create_directories(place.outside() / "other");
  fs::create_directory_symlink(place.outside() / "other", place.app() / "link");
  fs::create_symlink(place.outside() / "secret", place.app() / "file");
  place.write("real/x", "inside");
  fs::create_directory_symlink(place.app() / "real", place.app() / "within");
  auto folder = place.open();
  REQUIRE(folder);
  CHECK(folder->read("within/x", place.diagnostics) == "inside");
  CHECK(place.diagnostics.empty());
  for (const std::string path : {"link/x", "file", "../x", "/x", "a/../../x", "a//b", "", "."}) {
    INFO(path);
    place.diagnostics = {};
    CHECK(!folder->read(path, place.diagnostics));
    CHECK(first_code(place.diagnostics) == Code::kOutsideFolder);
    CHECK(!apply(*folder, {{Action::kCreate, path, {}, "x"}}, place.diagnostics));
  }
  CHECK(fs::is_empty(place.outside() / "other"));
}

TEST_CASE("one writes at a time", "[folder]") {
  Place place;
  const auto first = place.open();
  REQUIRE(first);
  CHECK(!place.open());
  CHECK(first_code(place.diagnostics) == Code::kFolderBusy);
}

// As if a command had been killed when it had decided, and had moved the first of two files.
void interrupt(const Place& place) {
  place.write("moved.ts", "new");
  place.write("waiting.ts", "old");
  place.write(".sqlx/staging/1", "new");
  place.write(".sqlx/journal.json",
              write_journal({{"moved.ts", ".sqlx/staging/0", content_hash("old")},
                             {"waiting.ts", ".sqlx/staging/1", content_hash("old")},
                             {"gone.ts", "", content_hash("old")}}));
}

TEST_CASE("the next command finishes what was interrupted", "[folder]") {
  Place place;
  interrupt(place);
  place.write("gone.ts", "old");
  CHECK(!place.open(Folder::Access::kRead));
  CHECK(first_code(place.diagnostics) == Code::kInterruptedPending);
  place.diagnostics = {};
  CHECK(place.open());
  CHECK(first_code(place.diagnostics) == Code::kInterruptedFinished);
  CHECK(place.text("waiting.ts") == "new");
  CHECK(!place.has("gone.ts"));
  CHECK(!place.has(".sqlx/journal.json"));
}

TEST_CASE("what was edited since an interruption is not replaced", "[folder]") {
  for (const std::string path : {"waiting.ts", "gone.ts"}) {
    Place place;
    interrupt(place);
    place.write(path, "edited");
    CHECK(!place.open());
    CHECK(first_code(place.diagnostics) == Code::kInterruptedEdited);
    CHECK(place.text(path) == "edited");
    fs::remove(place.app() / path);
    place.diagnostics = {};
    CHECK(place.open());
  }
}

TEST_CASE("a journal that somebody made up moves nothing", "[folder]") {
  Place place;
  place.write("x", "1");
  place.write(".sqlx/journal.json", write_journal({{"y", "../x", ""}}));
  CHECK(!place.open());
  place.write(".sqlx/journal.json", "no journal");
  CHECK(!place.open());
  CHECK(place.text("x") == "1");
}

}  // namespace
}  // namespace sqlx::generators
