// How tight operators bind in each dialect, as the engines themselves have it (MariaDB's and
// SQLite's were measured).
#include "parse_support.h"

namespace sqlx::sql {
namespace {

struct Row {
  std::string_view text;
  std::string_view shape;
};

void check(std::string_view dialect, std::initializer_list<Row> rows) {
  TestDialect parser(dialect);
  for (const Row& row : rows) {
    INFO(dialect << ": " << row.text);
    CHECK(parser.shape(row.text) == row.shape);
  }
}

TEST_CASE("what all dialects agree on") {
  for (const std::string_view dialect : {"postgres", "mysql", "mariadb", "sqlite"}) {
    check(dialect,
          {{"a + b * c", "(a + (b * c))"},
           {"(a + b) * c", "((a + b) * c)"},
           {"a - b - c", "((a - b) - c)"},
           {"a OR b AND c", "(a OR (b AND c))"},
           {"a AND b AND (c AND d)", "(a AND b AND c AND d)"},
           {"a AND (b OR c OR d)", "(a AND (b OR c OR d))"},
           {"NOT a = b", "(NOT (a = b))"},
           {"NOT a AND b", "((NOT a) AND b)"},
           {"a = b AND c <> d", "((a = b) AND (c <> d))"},
           {"a != b", "(a <> b)"},
           {"a NOT LIKE b", "(a NOT LIKE b)"},
           {"a LIKE b || c AND d",
            dialect[0] == 'm' ? "((a LIKE b) || (c AND d))" : "((a LIKE (b || c)) AND d)"},
           {"a IS NOT NULL", "(a NOT IS NULL)"},
           {"a = b IS NULL", "((a = b) IS NULL)"},
           {"a BETWEEN b AND c AND d", "((a BETWEEN b BETWEEN c) AND d)"},
           {"a NOT BETWEEN b + 1 AND c * 2", "(a NOT BETWEEN (b + 1) NOT BETWEEN (c * 2))"},
           {"- a * b", "((- a) * b)"}});
  }
}

TEST_CASE("PostgreSQL's operators") {
  check("postgres", {{"1 | 2 << 1 & 7", "(((1 | 2) << 1) & 7)"},
                     {"a || b + c", "(a || (b + c))"},
                     {"- a ^ b", "((- a) ^ b)"},
                     {"- a::int", "(- (a)::)"},
                     {"~ a + b", "(~ (a + b))"},
                     {"a @> b -> c", "((a @> b) -> c)"},
                     {"a = b || c", "(a = (b || c))"},
                     {"a <-> b < c", "((a <-> b) < c)"},
                     {"a &&& b", "(a &&& b)"},
                     {"a*-1", "(a * (- 1))"},
                     {"a LIKE b = c", "((a LIKE b) = c)"},
                     {"a = b LIKE c", "(a = (b LIKE c))"},
                     {"a < b IS TRUE", "((a < b) IS TRUE)"},
                     {"a IS DISTINCT FROM b", "(a IS DISTINCT FROM b)"},
                     {"a AT TIME ZONE b::text", "(a AT TIME ZONE (b)::)"},
                     {"- a COLLATE x", "((- a)) COLLATE"},
                     {"NOT a IS NULL", "(NOT (a IS NULL))"}});
}

TEST_CASE("comparisons that cannot be chained are refused") {
  TestDialect parser("postgres");
  CHECK(parser.expression("a < b < c") == "expected the end of the comparison, found `<`");
  CHECK(parser.expression("a LIKE b LIKE c") == "expected the end of the comparison, found `LIKE`");
}

TEST_CASE("MySQL's operators") {
  check("mysql", {{"1 | 2 << 1 & 7", "(1 | ((2 << 1) & 7))"},
                  {"a || b AND c", "(a || (b AND c))"},
                  {"a && b OR c", "((a && b) OR c)"},
                  {"a XOR b AND c OR d", "((a XOR (b AND c)) OR d)"},
                  {"- a ^ b", "((- a) ^ b)"},
                  {"! a + b", "((! a) + b)"},
                  {"NOT a + b", "(NOT (a + b))"},
                  {"- a COLLATE x", "(- (a) COLLATE)"},
                  {"a DIV b MOD c", "((a DIV b) MOD c)"},
                  {"BINARY a = b", "((BINARY a) = b)"},
                  {"a = b = c", "((a = b) = c)"},
                  {"a = b LIKE c", "(a = (b LIKE c))"},
                  {"a LIKE b = c", "((a LIKE b) = c)"},
                  {"a BETWEEN b AND c LIKE d", "(a BETWEEN b BETWEEN (c LIKE d))"},
                  {"a BETWEEN b AND c = d", "((a BETWEEN b BETWEEN c) = d)"},
                  {"a = b IS TRUE", "((a = b) IS TRUE)"},
                  {"a <=> b", "(a <=> b)"},
                  {"@x := a + b", "(@x := (a + b))"},
                  {"a->'$.b' + 1", "((a -> '$.b') + 1)"},
                  {"a SOUNDS LIKE b", "(a SOUNDS LIKE b)"},
                  {"a MEMBER OF (b)", "(a MEMBER OF b)"}});
}

TEST_CASE("SQLite's operators") {
  check("sqlite", {{"1 | 2 << 1 & 7", "(((1 | 2) << 1) & 7)"},
                   {"a || b * c", "((a || b) * c)"},
                   {"- a || b", "((- a) || b)"},
                   {"- a COLLATE x", "((- a)) COLLATE"},
                   {"a = b < c", "(a = (b < c))"},
                   {"a < b = c", "((a < b) = c)"},
                   {"a = b LIKE c", "((a = b) LIKE c)"},
                   {"a IS NOT b", "(a NOT IS b)"},
                   {"a == b", "(a = b)"},
                   {"a NOT NULL", "(a NOT IS NULL)"},
                   {"a ISNULL", "(a IS NULL)"},
                   {"a GLOB b || c", "(a GLOB (b || c))"},
                   {"a -> b ->> c", "((a -> b) ->> c)"},
                   {"a IN (b) IN (c)", "a IN (b) IN (c)"}});
}

}  // namespace
}  // namespace sqlx::sql
