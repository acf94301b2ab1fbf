// Conditions of SQL as TypeScript: patterns, collations, and whole checks over a table of one
// column.
#include <catch2/catch.hpp>
#include <memory>

#include "generators/validation/collation_rules.h"
#include "generators/validation/condition_code.h"
#include "generators/validation/patterns.h"
#include "wirepacks/pack.h"

using namespace sqlx;
using namespace sqlx::generators;

namespace {

struct PatternRow {
  std::string_view sql;
  std::string_view javascript;  // empty: refused
};

void check_patterns(std::initializer_list<PatternRow> rows,
                    std::optional<Pattern> (*translate)(std::string_view)) {
  for (const PatternRow& row : rows) {
    CAPTURE(row.sql);
    const auto made = translate(row.sql);
    CHECK((made ? made->source : std::string()) == row.javascript);
  }
}

// The check over `CREATE TABLE t (a …)`.
std::string compiled(std::string_view engine, ir::TypeKind kind, std::string_view sql) {
  Diagnostics diagnostics;
  const auto pack = wirepacks::embedded_pack(engine, diagnostics);
  const auto dialect = sql::Dialect::make(*pack, sql::Dialect::Use::kReading, diagnostics);
  const sql::FrontEnd front_end(*pack);
  ir::Database database;
  ir::Table table;
  table.name.name = "t";
  table.columns.push_back(
      {.name = "a", .type = {.kind = kind}, .database_type = "", .collation = ""});
  ConditionReader reader(*dialect, front_end, database, table);
  const Condition condition = reader.read(sql);
  const RowColumn column{
      "a", &table.columns[0], "a", kept_type(table.columns[0].type, *pack),
      pack->has(wirepacks::Feature::kFoldsText) ? "utf8mb4_general_ci" : "en_US.UTF-8"};
  return condition_code(condition, {&column, 1}, *pack).text;
}

}  // namespace

TEST_CASE("regular expressions are translated where they mean the same") {
  check_patterns(
      {
          {"^[A-Z]{2}\\d+$", "^[A-Z]{2}\\d+$"},
          {"a/b-c", "a\\/b-c"},
          {"^[^[:space:]]+$", "^[^\\t-\\r ]+$"},
          {"[]a-]", "[\\]a-]"},
          {"[\\-\\.]?[a\\.\\-]", "[-.]?[a.-]"},  // nothing that a linter would strike out
          {"[+\\-*/][^\\-^]", "[+\\-*/][^-^]"},
          {"[\\^a][a^]", "[\\^a][a^]"},
          {"[+--][[:punct:]-x]", "[+--][!-/:-@[-`{-~\\-x]"},
          {"(a|b)?c{2,}", "(?:a|b)?c{2,}"},
          {"a{1,3}\\.", "a{1,3}\\."},
          {"a*?", ""},     // greediness is not theirs to say
          {"(a)\\1", ""},  // references differ
          {"\\ma", ""},
          {"(?i)a", ""},
          {"a{2,1}", ""},
          {"a||b", ""},
          {"[a", ""},
          {"(a", ""},
          {"a)", ""},
          {"^*", ""},
          {"[[.a.]]", ""},
          {"***=a", ""},
      },
      [](std::string_view sql) { return regex_pattern(sql, false); });
}

TEST_CASE("LIKE and GLOB are translated to anchored expressions") {
  check_patterns({{"a%_", "^a.*.$"},
                  {"50\\%", "^50%$"},
                  {"a.b", "^a\\.b$"},
                  {"x\\", ""},
                  {"", "^$"},
                  {"a\nb", "^a\\u{a}b$"}},
                 [](std::string_view sql) { return like_pattern(sql, "\\", false); });
  check_patterns({{"aB%", "^[aA][bB].*$"}, {"é1", "^é1$"}},
                 [](std::string_view sql) { return like_pattern(sql, "", true); });
  check_patterns(
      {{"[A-Z]*", "^[A-Z].*$"}, {"a?[^0-9]", "^a.[^0-9]$"}, {"[]x]", "^[\\]x]$"}, {"[a", ""}},
      [](std::string_view sql) { return glob_pattern(sql); });
}

TEST_CASE("a collation's name says how its texts compare") {
  CHECK(collation_rule("C").order == "exact");
  CHECK(collation_rule("en_US.UTF-8").order == "locale");
  CHECK(collation_rule("utf8mb4_general_ci").order == "foldedPadded");
  CHECK(collation_rule("utf8mb4_0900_ai_ci").order == "folded");
  CHECK(collation_rule("utf8mb4_bin").order == "padded");
  CHECK(collation_rule("utf8mb4_nopad_bin").order == "exact");
  CHECK(collation_rule("NOCASE").order == "nocase");
}

TEST_CASE("conditions are written in the words of the runtime") {
  using ir::TypeKind;
  CHECK(compiled("postgres", TypeKind::kInt32, "(a > '-5'::integer)") ==
        "greater(numbers, row.a, -5n)");
  CHECK(compiled("postgres", TypeKind::kText, "a = ANY (ARRAY['x'::text, 'it''s'::text])") ==
        "isIn(locale, row.a, ['x', 'it\\'s'])");
  CHECK(compiled("postgres", TypeKind::kText, "own(a) AND a <> ''::text") ==
        "and(undefined, notEqual(locale, row.a, ''))");
  CHECK(compiled("postgres", TypeKind::kText, "a > 'x'::text") == "undefined");
  CHECK(compiled("postgres", TypeKind::kDate, "a >= '2000-01-01'::date") ==
        "atLeast(moments, row.a, timestampAt('2000-01-01'))");
  CHECK(compiled("mariadb", TypeKind::kText, "`a` in ('x')") == "isIn(foldedPadded, row.a, ['x'])");
  CHECK(compiled("mariadb", TypeKind::kInt32, "`a` DIV 2 = 3") ==
        "equal(numbers, divideInteger(row.a, 2n), 3n)");
  CHECK(compiled("sqlite", TypeKind::kText, "length(a)") == "isNotZero(charLength(row.a))");
  CHECK(compiled("sqlite", TypeKind::kText, "a LIKE 'x%'") == "matches(row.a, /^[xX].*$/su)");
  CHECK(compiled("sqlite", TypeKind::kInt64, "a IN (SELECT 1)") == "undefined");
  CHECK(compiled("sqlite", TypeKind::kInt64, "NOT a IS NULL OR a < 5") ==
        "or(not(isNull(row.a)), less(numbers, row.a, 5n))");
}
