// wirepacks/sqlite.json: a type in SQLite is any text, read by well-known names first and by
// SQLite's affinities then.
#include <catch2/catch.hpp>

#include "ir/enum_names.h"
#include "wirepacks/types.h"

namespace sqlx::wirepacks {
namespace {

WirePack sqlite() {
  Diagnostics diagnostics;
  auto found = embedded_pack("sqlite", diagnostics);
  REQUIRE(found);
  return *found;
}

TEST_CASE("SQLite's words for types") {
  const auto [words, kind] = GENERATE(table<std::string, std::string>({
      {"INTEGER", "int64"},
      {"tinyint(1)", "int64"},  // 64 bits, whatever the word says
      {"UNSIGNED BIG INT", "int64"},
      {"int(10) unsigned", "int64"},
      {"CHARINT", "int64"},  // INT is looked for first
      {"TEXT", "text"},
      {"nvarchar(160)", "text"},
      {"VARYING CHARACTER(255)", "text"},
      {"CLOB", "text"},
      {"CHAR(2)", "char"},
      {"BLOB", "bytes"},
      {"REAL", "float64"},
      {"DOUBLE PRECISION", "float64"},
      {"FLOAT", "float64"},
      {"NUMERIC(10, 2)", "decimal"},
      {"MONEY", "decimal"},
      {"whatever it is", "decimal"},
      {"", "any"},
      {"ANY", "any"},
      {"BOOLEAN", "boolean"},
      {"DATE", "date"},
      {"DATETIME", "timestamp"},
      {"TIMESTAMP WITH TIME ZONE", "timestamptz"},
      {"JSON", "json"},
      {"UUID", "uuid"},
      {"POINT", "geometry"},  // has INT in it
  }));
  INFO(words);
  CHECK(ir::enum_name(logical_type(sqlite(), words).kind) == kind);
}

TEST_CASE("SQLite's types keep what stands in parentheses") {
  CHECK(logical_type(sqlite(), "nvarchar(160)").length == 160);
  CHECK(logical_type(sqlite(), "NUMERIC(10, 2)").precision == 10);
  CHECK(logical_type(sqlite(), "NUMERIC(10, 2)").scale == 2);
}

TEST_CASE("SQLite's defaults as understood") {
  const auto [sql, kind] = GENERATE(table<std::string, std::string>({
      {"CURRENT_TIMESTAMP", "now"},
      {"datetime('now')", "now"},
      {"strftime('%Y-%m-%d %H:%M:%f', 'now')", "now"},
      {"unixepoch()", "expression"},  // the clock, but a number
      {"-1", "literal"},
      {"x'00'", "expression"},
  }));
  INFO(sql);
  CHECK(ir::enum_name(read_default(sqlite(), sql).kind) == kind);
}

}  // namespace
}  // namespace sqlx::wirepacks
