// cli/batch_line.h: lines of --batch, read or refused, with their id wherever it can be had.
#include <catch2/catch.hpp>

#include "cli/batch_line.h"
#include "cli/translate_json.h"

namespace sqlx::cli {
namespace {

TEST_CASE("lines of a batch") {
  const auto [text, id, problem] = GENERATE(table<std::string, std::string, std::string>({
      {R"({"id": 7, "sql": "SELECT 1"})", "7", ""},
      {R"({"id": -1.50, "sql": ""})", "-1.50", ""},
      {R"({"id": "a\"ä", "sql": "x"})", "\"a\\\"ä\"", ""},
      {R"({"id": null, "sql": "x"})", "null", ""},
      {R"({"sql": "x"})", "null", ""},
      {R"({"id": 7})", "7", "`sql` is missing"},
      {R"({"id": 7, "sql": 5})", "7", "`sql` is a number, and should be a text"},
      {R"({"id": true, "sql": "x"})", "null", "`id` is true or false, and should be a text"},
      {R"({"id": {"a": 1}, "sql": "x"})", "null", "`id` is an object, and should be a text"},
      {R"({"id": 7, "form": "mysql"})", "7", "unknown key `form`: did you mean `from`?"},
      {R"([])", "null", "a list stands where an object should"},
      {R"("x")", "null", "a text stands where an object should"},
      {R"({"id": 7, "sql": "x)", "7", "this is not JSON, at byte 20"},
      {R"({"id": 7, "sql": "x"} {)", "7", "this is not JSON, at byte 23"},
      {"{\"id\": 7, \"sql\": \"\xff\"}", "7", "this is not JSON, at byte 19"},
      {std::string(100000, '['), "null", "a list stands where an object should"},
  }));
  BatchLine line;
  CHECK(read_batch_line(text, line) == problem);
  CHECK(line.id == id);
}

TEST_CASE("--strict takes only what is exact") {
  for (const sql::Outcome outcome : {sql::Outcome::kExact, sql::Outcome::kConditional,
                                     sql::Outcome::kLossy, sql::Outcome::kUnsupported}) {
    sql::Translated translated;
    translated.fidelity = outcome;
    require_exact(translated, {});
    const bool is_less = outcome == sql::Outcome::kConditional || outcome == sql::Outcome::kLossy;
    REQUIRE(translated.diagnostics.has_errors() == is_less);
    if (is_less) CHECK(translated.diagnostics.items()[0].code == Code::kNotExact);
  }
}

TEST_CASE("nothing of one line is left in the next") {
  BatchLine line;
  CHECK(read_batch_line(R"({"id": 7, "from": "a", "to": "b", "schema": "c", "sql": "d"})", line)
            .empty());
  CHECK((line.from == "a" && line.to == "b" && line.schema == "c" && line.sql == "d"));
  CHECK(read_batch_line(R"({"sql": "e"})", line).empty());
  CHECK((line.id == "null" && line.from.empty() && line.to.empty() && line.schema.empty() &&
         line.sql == "e"));
}

}  // namespace
}  // namespace sqlx::cli
