// cli/database_choice.h: who is asked for the database, in which order, with real files in a folder
// of their own.
#include <catch2/catch.hpp>

#include <unistd.h>

#include <filesystem>

#include "base/file.h"
#include "cli/database_choice.h"

namespace sqlx::cli {
namespace {

class Folder {
 public:
  Folder() {
    std::string path = (std::filesystem::temp_directory_path() / "sqlx-test-XXXXXX").string();
    REQUIRE(::mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }

  void write(const std::string& name, std::string_view text) const {
    Diagnostics diagnostics;
    REQUIRE(write_file(path_ + '/' + name, text, diagnostics));
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct Chosen {
  std::string url;
  std::string origin;
  Diagnostics diagnostics;
};

Chosen choose(const Folder& folder, VariableMap variables,
              std::optional<std::string_view> option = std::nullopt) {
  const Environment environment{.variables = std::move(variables),
                                .working_directory = folder.path()};
  Chosen chosen;
  Variables known(environment, chosen.diagnostics);
  const auto config = load_config(environment, known.lookup(), chosen.diagnostics);
  if (!config) return chosen;
  if (auto choice = choose_database(option, *config, known, chosen.diagnostics)) {
    chosen.url = choice->url;
    chosen.origin = choice->origin;
  }
  return chosen;
}

TEST_CASE("the database is named by option, environment, .env, sqlx.yaml, in this order") {
  const Folder folder;
  Chosen chosen = choose(folder, {});
  REQUIRE(chosen.diagnostics.items().size() == 1);
  CHECK(chosen.diagnostics.items()[0].code == Code::kNoDatabase);

  folder.write("sqlx.yaml", "database: sqlite:${NAME}.db\n");
  chosen = choose(folder, {{"NAME", "shop"}, {"DATABASE_URL", ""}});
  CHECK(chosen.url == "sqlite:shop.db");
  CHECK(chosen.origin == "`database` in sqlx.yaml");

  folder.write(".env", "NAME=mall\nDATABASE_URL=sqlite:env-${NAME}.db\n");
  chosen = choose(folder, {});
  CHECK(chosen.url == "sqlite:env-mall.db");
  CHECK(chosen.origin == "DATABASE_URL in .env");

  chosen = choose(folder, {{"DATABASE_URL", "sqlite:real.db"}});
  CHECK(chosen.url == "sqlite:real.db");
  CHECK(chosen.origin == "DATABASE_URL");

  chosen = choose(folder, {{"DATABASE_URL", "sqlite:real.db"}}, "sqlite:option.db");
  CHECK(chosen.url == "sqlite:option.db");
  CHECK(chosen.origin == "--database");
  CHECK(chosen.diagnostics.empty());
}

TEST_CASE("an undefined variable of `database` matters only where `database` is used") {
  const Folder folder;
  folder.write("sqlx.yaml", "database: sqlite:${NAME}.db\n");
  CHECK(choose(folder, {}, "sqlite:option.db").diagnostics.empty());
  const Chosen chosen = choose(folder, {});
  REQUIRE(chosen.diagnostics.items().size() == 1);
  CHECK(chosen.diagnostics.items()[0].code == Code::kUndefinedVariable);
  CHECK(std::get<Span>(chosen.diagnostics.items()[0].where).begin == 17);
}

TEST_CASE("a .env that is wrong matters only where it is read") {
  const Folder folder;
  folder.write(".env", "this is no assignment\n");
  folder.write("sqlx.yaml", "database: sqlite:shop.db\n");
  CHECK(choose(folder, {{"DATABASE_URL", "sqlite:real.db"}}).diagnostics.empty());
  const Chosen chosen = choose(folder, {});
  CHECK(chosen.url.empty());
  CHECK(chosen.diagnostics.exit_code() == kExitInput);
}

TEST_CASE("a folder named .env is not read") {
  const Folder folder;
  std::filesystem::create_directory(folder.path() + "/.env");
  CHECK(choose(folder, {}).diagnostics.items()[0].code == Code::kNoDatabase);
}

}  // namespace
}  // namespace sqlx::cli
