// Pages of docs/ that are made from the code say what the code says. With SQLX_UPDATE set they are rewritten.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "base/file.h"
#include "ir/snapshot.h"

namespace sqlx {
namespace {

TEST_CASE("docs/snapshot.schema.json is what the snapshot's fields say") {
  const std::string path = SQLX_SOURCE_DIR "/docs/snapshot.schema.json";
  Diagnostics diagnostics;
  if (std::getenv("SQLX_UPDATE") != nullptr) write_file(path, ir::snapshot_json_schema(), diagnostics);
  const auto page = read_file(path, diagnostics);
  REQUIRE(page);
  CHECK((*page)->text == ir::snapshot_json_schema());
}

}  // namespace
}  // namespace sqlx
