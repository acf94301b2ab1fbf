// What the parser says about texts that it does not take, and that no text does it harm.
#include <chrono>

#include "parse_support.h"

namespace sqlx::sql {
namespace {

TEST_CASE("one message, at the word that does not fit") {
  struct Row {
    std::string_view text, message, marked, hint;
  };
  constexpr Row kRows[] = {
      {"SELEC 1", "expected a statement, found `SELEC`", "SELEC", "did you mean `SELECT`?"},
      {"CREATE TABEL t (a int)", "expected what to create, found `TABEL`", "TABEL",
       "did you mean `TABLE`?"},
      {"SELECT a FORM t", "expected the end of the statement, found `t`", "t",
       "did you mean `FROM`?"},
      {"SELECT a FROM t WEHRE a = 1", "expected the end of the statement, found `a`", "a",
       "did you mean `WHERE`?"},
      {"SELECT a FROM t GRUOP BY a", "expected the end of the statement, found `BY`", "BY",
       "did you mean `GROUP`?"},
      {"SELECT a FROM t WHERE", "expected an expression, but the statement ends here", "", ""},
      {"SELECT a FROM t WHERE a = = 1", "expected an expression, found `=`", "=", ""},
      {"SELECT (1 + 2", "expected `)`, but the statement ends here", "", ""},
      {"SELECT a b c FROM t", "expected the end of the statement, found `c`", "c", ""},
      {"SELECT FROM t", "expected an expression, found `FROM`", "FROM", ""},
      {"UPDATE t SET a 1", "expected `=`, found `1`", "1", ""},
      {"SELECT 1; SELECT 2", "expected the end of the statement, found `SELECT`", "SELECT", ""},
      {"", "expected a statement, but the statement ends here", "", ""},
      {"SELECT * FROM select", "expected a name, found `select`", "select",
       "a reserved word is quoted where it is a name"},
  };
  TestDialect parser("mysql");
  for (const Row& row : kRows) {
    INFO(row.text);
    const Diagnostic found = parser.mistake(row.text);
    CHECK(found.code == Code::kSyntaxError);
    CHECK(found.message == row.message);
    CHECK(found.hint == row.hint);
    CHECK(parser.marked(row.text) == row.marked);
  }
}

TEST_CASE("quotes and comments that are never closed") {
  TestDialect parser("postgres");
  for (const std::string_view text :
       {"SELECT 'a", "SELECT \"a", "SELECT /* a /* b */", "SELECT $x$ a $y$", "SELECT E'a\\'"}) {
    INFO(text);
    CHECK(parser.mistake(text).code == Code::kUnclosed);
  }
}

TEST_CASE("bytes that are not text") {
  TestDialect parser("sqlite");
  CHECK(parser.mistake(std::string_view("SELECT 'a\0b'", 12)).code == Code::kBadText);
  CHECK(parser.mistake("SELECT '\xff'").code == Code::kBadText);
  CHECK(parser.mistake("SELECT '\xc3'").code == Code::kBadText);
  CHECK(parser.statement("SELECT 'é' AS ü") ==
        "(Query body (Select items (SelectItem value (Literal kind string text \"é\") alias "
        "\"ü\")))");
}

TEST_CASE("what the dialect has and sqlx has not") {
  TestDialect parser("mysql");
  CHECK(parser.mistake("SELECT a INTO OUTFILE 'x' FROM t").code == Code::kSyntaxUnsupported);
  CHECK(parser.mistake("SELECT a INTO @x FROM t").code == Code::kSyntaxUnsupported);
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

TEST_CASE("nesting without end is refused, quickly") {
  constexpr std::size_t kMany = 100'000;
  TestDialect postgres("postgres");
  const auto start = std::chrono::steady_clock::now();
  for (const std::string& text :
       {"SELECT " + repeated("(", kMany), "SELECT " + repeated("- ", kMany) + "1",
        "SELECT " + repeated("NOT ", kMany) + "a", repeated("(", kMany) + "SELECT 1",
        "SELECT * FROM " + repeated("(", kMany), "SELECT 1" + repeated(" + 1", kMany),
        "SELECT 1" + repeated(" UNION SELECT 1", kMany), "SELECT " + repeated("f(", kMany),
        "SELECT " + repeated("CASE WHEN ", kMany),
        "SELECT * FROM a" + repeated(" JOIN a ON b", kMany), "SELECT ARRAY" + repeated("[", kMany),
        "SELECT a" + repeated("[1]", kMany), "SELECT " + repeated("(SELECT ", kMany),
        repeated("WITH a AS (", kMany)}) {
    INFO(text.substr(0, 60));
    CHECK(postgres.mistake(text).code == Code::kTooDeep);
  }
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(60));
}

TEST_CASE("what is only long is taken") {
  TestDialect mysql("mysql");
  CHECK(mysql.takes("SELECT a FROM t WHERE 1" + repeated(" AND b", 20'000)));
  CHECK(mysql.takes("SELECT 1" + repeated(", 1", 20'000)));
  CHECK(mysql.takes("SELECT " + repeated("(", 200) + "1" + repeated(")", 200)));
  std::string text = "SELECT '";
  text.resize(50'000'000, 'x');
  CHECK(mysql.takes(text + "'"));
}

TEST_CASE("no cut of a statement does harm") {
  constexpr std::string_view kStatement =
      "WITH r (a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM r) SELECT DISTINCT a, CASE WHEN b LIKE "
      "'x\\'%' THEN `c` ELSE INTERVAL 1 DAY END AS d, "
      "count(*) OVER (PARTITION BY e ORDER BY f DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) "
      "FROM (SELECT /*!50000 1 */ AS z) AS t LEFT JOIN u "
      "USING (g) WHERE (a, b) IN (SELECT 1, 2) AND h IS NOT NULL GROUP BY 1 WITH ROLLUP HAVING x > "
      "ANY (SELECT 1) LIMIT 5 OFFSET 2 FOR UPDATE";
  TestDialect mysql("mysql");
  REQUIRE(mysql.mistake(kStatement).message.empty());
  for (std::size_t size = 0; size < kStatement.size(); ++size) {
    CHECK_NOTHROW(mysql.takes(kStatement.substr(0, size)));
    CHECK_NOTHROW(mysql.takes(kStatement.substr(size)));
    std::string changed(kStatement);
    changed[size] = "()',;.*=\"`@"[size % 11];
    CHECK_NOTHROW(mysql.takes(changed));
  }
}

}  // namespace
}  // namespace sqlx::sql
