// wirepacks/pack.h: a pack that is not what it should be is refused, with the place in it.
#include <catch2/catch.hpp>

#include "wirepacks/pack.h"

namespace sqlx::wirepacks {
namespace {

TEST_CASE("an unknown key of a pack is named with its path") {
  const Source source = make_source("odd.json", R"({"name": "odd", "title": "Odd", "oldest_version": "1",
    "connection": {"schemes": ["odd"], "driver": "odd", "colour": "red"}})");
  Diagnostics diagnostics;
  CHECK_FALSE(read_pack(source, diagnostics));
  REQUIRE_FALSE(diagnostics.empty());
  CHECK(diagnostics.items()[0].code == Code::kPackMalformed);
  CHECK(diagnostics.items()[0].message.find("colour") != std::string::npos);
}

TEST_CASE("every embedded pack can be read") {
  Diagnostics diagnostics;
  CHECK(embedded_packs(diagnostics).size() >= 4);
  CHECK(diagnostics.empty());
}

}  // namespace
}  // namespace sqlx::wirepacks
