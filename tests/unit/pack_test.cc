// wirepacks/pack.h: a pack that is not what it should be is refused, with the place in it.
#include <catch2/catch.hpp>

#include "wirepacks/json_place.h"
#include "wirepacks/pack.h"

namespace sqlx::wirepacks {
namespace {

TEST_CASE("an unknown key of a pack is named with its path") {
  const Source source =
      make_source("odd.json", R"({"name": "odd", "title": "Odd", "oldest_version": "1",
    "connection": {"schemes": ["odd"], "driver": "odd", "colour": "red"}})");
  Diagnostics diagnostics;
  CHECK_FALSE(read_pack(source, diagnostics));
  REQUIRE_FALSE(diagnostics.empty());
  CHECK(diagnostics.items()[0].code == Code::kPackMalformed);
  CHECK(diagnostics.items()[0].message.find("colour") != std::string::npos);
}

TEST_CASE("what is wrong in a pack is told at its place") {
  const auto [text, path] = GENERATE(table<std::string, std::string>({
      {R"({"name": "a", "a.b": {"c": 1}, "a": {"b": ["x,", {"d\"": [1]}, {"c": 1}]}})", "a.b[2].c"},
      {R"({"name": "a", "x": "\"}", "a.b": {"c": 1}})", "a.b.c"},
      {R"([[1, -2.5e3], [true, {"c": null}]])", "[1][1].c"},
  }));
  const Place place = json_place(make_source("odd.json", text), path);
  const Span* span = std::get_if<Span>(&place);
  REQUIRE(span != nullptr);
  CHECK(text.substr(span->begin, span->end - span->begin) == "\"c\"");
  CHECK(span->begin == text.rfind("\"c\""));
  CHECK(std::holds_alternative<std::monostate>(
      json_place(make_source("odd.json", text), "nosuch.c")));
}

TEST_CASE("every embedded pack can be read") {
  Diagnostics diagnostics;
  CHECK(embedded_packs(diagnostics).size() >= 4);
  CHECK(diagnostics.empty());
}

}  // namespace
}  // namespace sqlx::wirepacks
