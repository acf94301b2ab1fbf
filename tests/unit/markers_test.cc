// Parameter markers between all dialects: their words, and the order in which values are bound.
// Rows are compared by tests/translate.
#include <catch2/catch.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/translate.h"

namespace sqlx::sql {
namespace {

const wirepacks::WirePack& pack(std::string_view name) {
  static const std::vector<wirepacks::WirePack> kPacks = [] {
    Diagnostics diagnostics;
    return wirepacks::embedded_packs(diagnostics);
  }();
  return *std::find_if(kPacks.begin(), kPacks.end(),
                       [&](const wirepacks::WirePack& each) { return each.name == name; });
}

struct Case {
  std::string_view from, to, sql;
  std::string_view translated;
  std::string_view bound;  // the source's markers, as the target takes their values
  bool is_warned = false;  // they are in another order
};

constexpr Case kCases[] = {
    {"mysql", "postgres", "SELECT ?, ?", "SELECT $1, $2", "?1 ?2"},
    {"mysql", "sqlite", "SELECT ?, ?", "SELECT ?, ?", "?1 ?2"},
    {"mysql", "sqlite", "SELECT a FROM t LIMIT ?, ?", "SELECT a FROM t LIMIT ?2 OFFSET ?1",
     "?1 ?2"},
    {"mysql", "postgres", "SELECT a FROM t LIMIT ?, ?", "SELECT a FROM t LIMIT $2 OFFSET $1",
     "?1 ?2"},
    {"mysql", "sqlserver", "SELECT ?", "SELECT ?", "?1"},
    {"postgres", "mysql", "SELECT $1, $2", "SELECT ?, ?", "$1 $2"},
    {"postgres", "mysql", "SELECT $2, $1, $2", "SELECT ?, ?, ?", "$2 $1 $2", true},
    {"postgres", "sqlite", "SELECT $2, $1", "SELECT ?2, ?1", "$1 $2"},
    {"postgres", "sqlite", "SELECT $3", "SELECT ?3", "?1 ?2 $3"},
    {"postgres", "duckdb", "SELECT $2, $1", "SELECT $2, $1", "$1 $2"},
    {"postgres", "sqlserver", "SELECT $2, $1", "SELECT @p2, @p1", ""},
    {"sqlite", "postgres", "SELECT :a, ?, @b, :a, ?7, ?", "SELECT $1, $2, $3, $1, $4, $5",
     ":a ?2 @b ?7 ?8", true},
    {"sqlite", "postgres", "SELECT :a, @b, :a", "SELECT $1, $2, $1", ":a @b"},
    {"sqlite", "mysql", "SELECT :a, @b", "SELECT ?, ?", ":a @b"},
    {"sqlite", "mysql", "SELECT :a, @b, :a", "SELECT ?, ?, ?", ":a @b :a", true},
    {"sqlite", "oracle", "SELECT ?, :a FROM t", "SELECT :p1, :a FROM t", ""},
    {"mysql", "mysql", "SELECT ?", "SELECT ?", ""},
    {"postgres", "mysql", "SELECT 'a?', $1 -- $2", "SELECT 'a?', ?", "$1"},
};

TEST_CASE("a marker stands for the same value in every dialect") {
  for (const Case& each : kCases) {
    INFO(each.from << " to " << each.to << ": " << each.sql);
    Diagnostics diagnostics;
    Translator translator(pack(each.from), pack(each.to), nullptr, {}, diagnostics);
    Translated made;
    translator.translate(StatementText(each.sql), made);
    CHECK(made.sql == each.translated);
    CHECK(fmt::format("{}", fmt::join(made.parameters, " ")) == each.bound);
    CHECK((made.fidelity == Outcome::kConditional) == each.is_warned);
  }
}

TEST_CASE("a number that no engine counts to is refused") {
  for (const std::string_view sql :
       {"SELECT ?0", "SELECT ?65536", "SELECT ?99999999999999999999"}) {
    Diagnostics diagnostics;
    Translator translator(pack("sqlite"), pack("postgres"), nullptr, {}, diagnostics);
    Translated made;
    translator.translate(StatementText(sql), made);
    CHECK(made.fidelity == Outcome::kUnsupported);
  }
}

}  // namespace
}  // namespace sqlx::sql
