// Pages of docs/ that are made from the code say what the code says. With SQLX_UPDATE set they are
// rewritten.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/file.h"
#include "base/text.h"
#include "cli/config_keys.h"
#include "ir/snapshot.h"

namespace sqlx {
namespace {

TEST_CASE("docs/snapshot.schema.json is what the snapshot's fields say") {
  const std::string path = SQLX_SOURCE_DIR "/docs/snapshot.schema.json";
  Diagnostics diagnostics;
  if (std::getenv("SQLX_UPDATE") != nullptr)
    write_file(path, ir::snapshot_json_schema(), diagnostics);
  const auto page = read_file(path, diagnostics);
  REQUIRE(page);
  CHECK((*page)->text == ir::snapshot_json_schema());
}

// As an indented block of Markdown.
std::string code_block(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(trim(text), '\n')) {
    if (!line.empty()) out += "    ";
    out += line;
    out += '\n';
  }
  return out;
}

TEST_CASE("docs/configuration.md explains every key and ends with all of them") {
  const std::string path = SQLX_SOURCE_DIR "/docs/configuration.md";
  const std::string_view last_heading = "## The whole file\n\n";
  const std::string whole_file = code_block(cli::commented_config());
  Diagnostics diagnostics;
  auto page = read_file(path, diagnostics);
  REQUIRE(page);
  std::string text = (*page)->text;
  REQUIRE(text.find(last_heading) != std::string::npos);
  if (std::getenv("SQLX_UPDATE") != nullptr) {
    text = text.substr(0, text.find(last_heading) + last_heading.size()) + whole_file;
    write_file(path, text, diagnostics);
  }
  CHECK(text.substr(text.find(last_heading) + last_heading.size()) == whole_file);
  for (const cli::ConfigKeyHelp& key : cli::config_keys()) {
    INFO(key.name);
    CHECK((text.find("### `" + std::string(key.name) + '`') != std::string::npos ||
           text.find("`, `" + std::string(key.name) + "`\n") != std::string::npos));
  }
}

}  // namespace
}  // namespace sqlx
