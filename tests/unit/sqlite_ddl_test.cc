// introspect/sqlite/ddl_reader.h: what the stored CREATE statements say, and texts that nobody
// would write.
#include <catch2/catch.hpp>

#include "introspect/sqlite/ddl_lexer.h"
#include "introspect/sqlite/ddl_reader.h"

namespace sqlx::introspect::sqlite {
namespace {

DdlTable table_of(const std::string& body, const std::string& options = "") {
  return read_create_table("CREATE TABLE t(" + body + ")" + options);
}

TEST_CASE("tokens follow SQLite's rules") {
  const auto [sql, expected] = GENERATE(table<std::string, std::vector<std::string>>({
      {"a-- b\nc", {"a", "c"}},
      {"a/* b */c/* d", {"a", "c"}},
      {"/*/ a */b", {"b"}},
      {"'it''s' \"a\"\"b\" `c``d` [e]f]", {"'it''s'", "\"a\"\"b\"", "`c``d`", "[e]", "f", "]"}},
      {"x'ab' X'' xy", {"x'ab'", "X''", "xy"}},
      {"1.5e-3+.5 0xe-1", {"1.5e-3", "+", ".5", "0xe", "-", "1"}},
      {"größe$1", {"größe$1"}},
      {"'open", {"'open"}},
      {"[open", {"[open"}},
      {"\xef\xbb\xbf", {"\xef\xbb\xbf"}},
      {"", {}},
  }));
  INFO(sql);
  std::vector<std::string> texts;
  for (const Token& token : lex(sql)) texts.emplace_back(token.text);
  CHECK(texts == expected);
}

TEST_CASE("names lose their quotes") {
  const auto [written, name] = GENERATE(table<std::string, std::string>({
      {"plain", "plain"},
      {"\"a\"\"b\"", "a\"b"},
      {"`a``b`", "a`b"},
      {"[a\"b``]", "a\"b``"},
      {"'it''s'", "it's"},
      {"\"\"", ""},
      {"\"", ""},
      {"[", ""},
  }));
  INFO(written);
  CHECK(unquoted(lex(written).at(0)) == name);
}

TEST_CASE("checks are cut out as written") {
  const auto [body, name, sql] = GENERATE(table<std::string, std::string, std::string>({
      {"a CHECK (a > 0)", "", "a > 0"},
      {"a INT(5) NOT NULL CONSTRAINT c CHECK( /* why */ a /* ) */ <> ')' -- )\n )", "c",
       "a /* ) */ <> ')'"},
      {"a, CONSTRAINT \"c \"\"1\" CHECK (((a)))", "c \"1", "a"},
      {"a DEFAULT (1 /* CHECK (no) */) CHECK (a IN (SELECT 'CHECK (x)'))", "",
       "a IN (SELECT 'CHECK (x)')"},
      {"\"CHECK\" [CHECK (x)] CHECK (1)", "", "1"},
      {"a DEFAULT - 5 CHECK (a)", "", "a"},
      {"a, CONSTRAINT lost CONSTRAINT kept CHECK (a)", "kept", "a"},
  }));
  INFO(body);
  const DdlTable table = table_of(body);
  REQUIRE(table.checks.size() == 1);
  CHECK(table.checks[0].name == name);
  CHECK(table.checks[0].sql == sql);
  CHECK(table.unknown.empty());
}

TEST_CASE("a name belongs to the constraint behind it") {
  const DdlTable table = table_of(
      "a INT CONSTRAINT n NOT NULL ON CONFLICT IGNORE UNIQUE ON CONFLICT REPLACE, b CONSTRAINT u "
      "UNIQUE CONSTRAINT f REFERENCES p,"
      " CONSTRAINT k PRIMARY KEY (a DESC, b COLLATE nocase) ON CONFLICT ABORT CONSTRAINT w UNIQUE "
      "(b, a) UNIQUE (a COLLATE 'x')");
  REQUIRE(table.uniques.size() == 4);
  CHECK(table.columns[0].not_null_conflict == "ignore");
  CHECK(table.uniques[0] == DdlKey{.parts = {{.column = "a"}}, .on_conflict = "replace"});
  CHECK(table.uniques[1] == DdlKey{.name = "u", .parts = {{.column = "b"}}});
  CHECK(table.uniques[2] == DdlKey{.name = "w", .parts = {{.column = "b"}, {.column = "a"}}});
  CHECK(table.uniques[3] == DdlKey{.parts = {{.column = "a", .collation = "x"}}});
  CHECK(table.foreign_keys.at(0).name == "f");
  CHECK(table.primary_key ==
        DdlKey{.name = "k", .parts = {{.column = "a"}, {.column = "b", .collation = "nocase"}}});
}

TEST_CASE("foreign keys say what the pragma leaves out") {
  using ir::Deferrability;
  const auto [clause, match,
              deferrability] = GENERATE(table<std::string, ir::MatchKind, Deferrability>({
      {"", ir::MatchKind::kSimple, Deferrability::kImmediate},
      {"MATCH FULL ON DELETE SET NULL", ir::MatchKind::kFull, Deferrability::kImmediate},
      {"ON UPDATE NO ACTION match \"Partial\" DEFERRABLE", ir::MatchKind::kPartial,
       Deferrability::kDeferrable},
      {"match partial DEFERRABLE INITIALLY IMMEDIATE", ir::MatchKind::kPartial,
       Deferrability::kDeferrable},
      {"DEFERRABLE INITIALLY DEFERRED", ir::MatchKind::kSimple, Deferrability::kInitiallyDeferred},
      {"NOT DEFERRABLE INITIALLY DEFERRED", ir::MatchKind::kSimple, Deferrability::kImmediate},
  }));
  INFO(clause);
  for (const DdlTable& table :
       {table_of("a REFERENCES p(x) " + clause + " NOT NULL CHECK (a)"),
        table_of("a, FOREIGN KEY (a, 'b') REFERENCES p " + clause + ", CHECK (a)")}) {
    REQUIRE(table.foreign_keys.size() == 1);
    CHECK(table.foreign_keys[0].match == match);
    CHECK(table.foreign_keys[0].deferrability == deferrability);
    CHECK(table.checks.size() == 1);
    CHECK(table.unknown.empty());
  }
}

TEST_CASE("generated columns, collations and options") {
  const DdlTable table = table_of(
      "id INTEGER PRIMARY KEY DESC ON CONFLICT FAIL AUTOINCREMENT, a GENERATED ALWAYS AS (id || "
      "')') STORED COLLATE NoCase,"
      "b generated AS (1) VIRTUAL, c DEFAULT NULL NULL",
      " strict , WITHOUT ROWID");
  CHECK(table.autoincrement);
  CHECK(table.primary_key->on_conflict == "fail");
  CHECK(table.columns[1].generated == ir::Generated{.sql = "id || ')'", .stored = true});
  CHECK(table.columns[1].collation == "NoCase");
  CHECK(table.columns[2].generated == ir::Generated{.sql = "1", .stored = false});
  CHECK(table.strict);
  CHECK(table.without_rowid);
  CHECK(table_of("a, PRIMARY KEY (a AUTOINCREMENT)").autoincrement);
}

TEST_CASE("what no clause begins with is told") {
  CHECK(table_of("a INT NOT NULL FROBNICATE (1, 2)").unknown ==
        std::vector<std::string>{"FROBNICATE", "(1, 2)"});
  CHECK(table_of("a", " WITHOUT ROWID, COLUMNAR").unknown == std::vector<std::string>{"COLUMNAR"});
}

TEST_CASE("index parts and predicates") {
  const auto [written, column, expression, collation] =
      GENERATE(table<std::string, std::string, std::string, std::string>({
          {"a", "a", "", ""},
          {"(a) DESC", "a", "", ""},
          {"\"a b\" COLLATE nocase ASC", "a b", "", "nocase"},
          {"lower(a) COLLATE \"rtrim\" DESC", "", "lower(a)", "rtrim"},
          {"(a || b) COLLATE nocase", "", "a || b", "nocase"},
          {"a || b COLLATE nocase", "", "a || b COLLATE nocase", ""},  // the collation is b's
          {"(a) || (b)", "", "(a) || (b)", ""},
          {"desc", "desc", "", ""},
          {"json_extract(a, '$.b,c')", "", "json_extract(a, '$.b,c')", ""},
          {"1", "", "1", ""},
      }));
  INFO(written);
  const DdlIndex index =
      read_create_index("CREATE UNIQUE INDEX IF NOT EXISTS main.\"i(\" ON t(x, " + written +
                        ") WHERE a > ')' -- end");
  REQUIRE(index.parts.size() == 2);
  CHECK(index.parts[1] ==
        DdlKeyPart{.column = column, .expression = expression, .collation = collation});
  CHECK(index.predicate == "a > ')'");
}

TEST_CASE("views and virtual tables") {
  const DdlView view = read_create_view(
      "CREATE VIEW \"v as\"(\"a b\", c) AS -- all\n SELECT ';' AS x FROM t /* end */");
  CHECK(view.columns == std::vector<std::string>{"a b", "c"});
  CHECK(view.query == "SELECT ';' AS x FROM t");
  CHECK(read_create_view("CREATE VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x").query ==
        "WITH x AS (SELECT 1) SELECT * FROM x");
  CHECK(read_module("CREATE VIRTUAL TABLE v USING fts5(a, content='')") == "fts5(a, content='')");
  CHECK(read_module("CREATE VIRTUAL TABLE v USING m") == "m");
  CHECK_FALSE(read_module("CREATE TABLE virtual(using)"));
}

TEST_CASE("a default that is a name is a string") {
  CHECK(name_as_string("foo") == "foo");
  CHECK(name_as_string("\"a b\"") == "a b");
  CHECK_FALSE(name_as_string("'foo'"));
  CHECK_FALSE(name_as_string("current_date"));
  CHECK_FALSE(name_as_string("1"));
  CHECK_FALSE(name_as_string("foo()"));
}

void read_all_ways(std::string_view sql) {
  CHECK(read_create_table(sql).columns.size() <= sql.size());
  CHECK(read_create_index(sql).parts.size() <= sql.size());
  CHECK(read_create_view(sql).columns.size() <= sql.size());
  CHECK(read_module(sql).value_or("").size() <= sql.size());
  CHECK(words_of(sql).size() <= sql.size());
}

TEST_CASE("texts that end or break anywhere are read without harm") {
  const auto sql = GENERATE(
      as<std::string>{},
      "CREATE TABLE IF NOT EXISTS a.\"t\"\"\"(a INT CONSTRAINT c CHECK (x'0' <> [b]) DEFAULT -1 AS "
      "(1) STORED, PRIMARY "
      "KEY (a COLLATE b DESC) ON CONFLICT FAIL FOREIGN KEY (a) REFERENCES p(`q`) ON DELETE SET "
      "NULL NOT DEFERRABLE "
      "INITIALLY DEFERRED) WITHOUT ROWID, STRICT -- c",
      "CREATE UNIQUE INDEX i ON t((a || 'b') COLLATE c DESC, d) WHERE /* c */ e",
      "CREATE VIEW v(a, \"b\") AS SELECT 'x' /* c", "CREATE VIRTUAL TABLE t USING m(a, 'b', \"c");
  for (std::size_t length = 0; length <= sql.size(); ++length)
    read_all_ways(std::string_view(sql).substr(0, length));
  for (std::size_t at = 0; at < sql.size(); ++at) {
    for (const char c : {'(', ')', ',', '\'', '"', '[', '-', '/', '\0', '\xff'}) {
      std::string broken = sql;
      broken[at] = c;
      read_all_ways(broken);
    }
  }
}

TEST_CASE("depth costs neither stack nor patience") {
  constexpr std::size_t kDepth = 50'000;
  const std::string open(kDepth, '(');
  const std::string close(kDepth, ')');
  CHECK(table_of("a CHECK " + open + "a" + close).checks.size() == 1);
  CHECK(table_of("a CHECK " + open).checks.size() == 1);
  CHECK(read_create_index("CREATE INDEX i ON t(" + open + "a" + close + ")").parts.size() == 1);
  std::string names;
  for (std::size_t i = 0; i < kDepth; ++i) names += " CONSTRAINT c";
  CHECK(table_of("a," + names + " CHECK (a)").checks.at(0).name == "c");
}

}  // namespace
}  // namespace sqlx::introspect::sqlite
