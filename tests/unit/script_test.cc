// sql/script/: scripts cut into statements, comments and rows, wherever the chunks of the input
// end.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstring>

#include "sql/script/comments.h"
#include "sql/script/copy_rows.h"
#include "sql/script/statement_reader.h"

namespace sqlx::sql {
namespace {

using wirepacks::Feature;
using wirepacks::WirePack;

// As these engines have it, whatever their packs say of it today.
WirePack postgres() {
  WirePack pack;
  pack.lexical.escape_strings = pack.lexical.dollar_strings = pack.lexical.nested_comments = true;
  pack.features.set(static_cast<std::size_t>(Feature::kCopy));
  return pack;
}

WirePack mysql() {
  WirePack pack;
  pack.lexical.identifier_quote = '`';
  pack.lexical.double_quoted_strings = pack.lexical.backslash_escapes = true;
  pack.lexical.line_comments = {"-- ", "#"};
  pack.lexical.conditional_comment = "/*!";
  pack.ddl.delimiter = "DELIMITER";
  return pack;
}

WirePack sqlite() {
  WirePack pack;
  pack.lexical.identifier_quotes = {"\"\"", "``", "[]"};
  pack.lexical.double_quoted_fallback = true;
  return pack;
}

std::string describe(const Piece& piece) {
  constexpr const char* kKinds[] = {"", "comment ", "copy ", "row "};
  return std::to_string(piece.text.first_line) + ":" + std::to_string(piece.text.first_column) +
         " " + kKinds[static_cast<int>(piece.kind)] + std::string(piece.text.text);
}

InputWindow::Fill chunks(std::string_view text, std::size_t size) {
  return [text, size](char* into, std::size_t room) mutable {
    const std::size_t count = std::min({size, room, text.size()});
    std::memcpy(into, text.data(), count);
    text.remove_prefix(count);
    return count;
  };
}

using Pieces = std::vector<std::string>;

Pieces all(StatementReader& reader, Diagnostics& diagnostics) {
  Pieces found;
  while (const auto piece = reader.next(diagnostics)) found.push_back(describe(*piece));
  for (const Diagnostic& item : diagnostics.items()) found.push_back(to_string(item.code));
  return found;
}

// The same from chunks of every size, of one byte too, and from a text that is there already.
void check(const WirePack& pack, std::string_view script, const Pieces& expected) {
  INFO(script);
  for (std::size_t size = 1; size <= script.size() + 1; ++size) {
    StatementReader reader(chunks(script, size), "script.sql", pack, StatementReader::kMostBytes,
                           1);
    Diagnostics diagnostics;
    INFO(size);
    REQUIRE(all(reader, diagnostics) == expected);
  }
  StatementReader reader(script, "script.sql", pack);
  Diagnostics diagnostics;
  CHECK(all(reader, diagnostics) == expected);
  reader.restart(script);
  Diagnostics again;
  CHECK(all(reader, again) == expected);
}

TEST_CASE("statements end at semicolons outside of strings, names and comments") {
  check(postgres(),
        "SELECT 1;\n\n  SELECT ';' ; ;;SELECT \"a;\"\"\" /* ; /* ; */ ; */ -- ;\n;SELECT 2",
        {"1:1 SELECT 1", "3:3 SELECT ';'", "3:18 SELECT \"a;\"\"\" /* ; /* ; */ ; */ -- ;",
         "4:2 SELECT 2"});
  check(postgres(),
        R"(SELECT 'a\';SELECT E'\';', name'\';SELECT $$;$$, $a$;$$;$b$;$a$, a$b$;SELECT $1;)",
        {R"(1:1 SELECT 'a\')", R"(1:13 SELECT E'\';', name'\')",
         "1:36 SELECT $$;$$, $a$;$$;$b$;$a$, a$b$", "1:71 SELECT $1"});
  check(mysql(), "SELECT '\\';', \"\\\";\", `;\\`; SELECT 1 --;\n;SELECT 2 # ;\n;",
        {"1:1 SELECT '\\';', \"\\\";\", `;\\`", "1:28 SELECT 1 --", "2:2 SELECT 2 # ;"});
  check(sqlite(), "SELECT [a;'], \"b;\", `c;`; SELECT 1",
        {"1:1 SELECT [a;'], \"b;\", `c;`", "1:27 SELECT 1"});
  check(sqlite(), "", {});
  check(sqlite(), " ; \n;", {});
  check(sqlite(), "\xEF\xBB\xBFSELECT 'ä'; SELECT 2;", {"1:2 SELECT 'ä'", "1:14 SELECT 2"});
}

TEST_CASE("comments between statements are kept, those inside stay where they are") {
  check(postgres(), "-- one\r\n/* two\n /* nested */ ; */ SELECT /* three */ 1; -- four\n--\n",
        {"1:1 comment -- one", "2:1 comment /* two\n /* nested */ ; */",
         "3:20 SELECT /* three */ 1", "3:42 comment -- four", "4:1 comment --"});
  check(mysql(), "#one\n--1;/* a /* b */ SELECT 1;",
        {"1:1 comment #one", "2:1 --1", "2:5 comment /* a /* b */", "2:18 SELECT 1"});
}

TEST_CASE("a conditional comment is a statement, unless it speaks to the client") {
  check(mysql(),
        "/*M!999999\\- enable the sandbox mode */ \n-- dump\n/*!40101 SET NAMES utf8 "
        "*/;\n/*M!100616 SET @A=1 */;\n/* no */;",
        {"2:1 comment -- dump", "3:1 /*!40101 SET NAMES utf8 */", "4:1 /*M!100616 SET @A=1 */",
         "5:1 comment /* no */", "SQLX4030"});
}

TEST_CASE("the client's own commands are left out and told") {
  check(postgres(), "\\restrict abc\nSELECT 1;\n\\connect shop\nSELECT 2;",
        {"2:1 SELECT 1", "4:1 SELECT 2", "SQLX4030", "SQLX4030"});
  check(sqlite(), ".headers on\nSELECT .5;\n", {"2:1 SELECT .5", "SQLX4030"});
  const WirePack pack = sqlite();
  StatementReader reader(".read more.sql\n.mode csv\n", "script.sql", pack);
  Diagnostics diagnostics;
  CHECK_FALSE(reader.next(diagnostics));
  REQUIRE(diagnostics.items().size() == 2);
  CHECK(diagnostics.items()[0].severity == Severity::kWarning);
  CHECK(diagnostics.items()[1].severity == Severity::kNote);
}

TEST_CASE("DELIMITER sets what ends a statement") {
  check(mysql(),
        "DELIMITER //\nCREATE TRIGGER t BEGIN a; END; //\ndelimiter ;;\nSELECT 1 //2;\n;;DELIMITER "
        ";\nSELECT 3;",
        {"2:1 CREATE TRIGGER t BEGIN a; END;", "4:1 SELECT 1 //2;", "6:1 SELECT 3"});
}

TEST_CASE("bodies keep their semicolons") {
  const char* const body = GENERATE(
      "CREATE TRIGGER t AFTER INSERT ON a WHEN new.x = CASE new.y WHEN 1 THEN 2 END BEGIN SELECT "
      "1; UPDATE a SET b = CASE c WHEN 1 THEN 2 END; END",
      "CREATE TRIGGER IF NOT EXISTS t BEFORE UPDATE OF begin ON begin BEGIN SELECT new.end, end.x; "
      "END",
      "CREATE DEFINER=`root`@`localhost` PROCEDURE p() BEGIN IF a THEN SELECT 1; ELSEIF IF(b,1,0) "
      "THEN SET x = 1; END IF; END",
      "CREATE DEFINER = CURRENT_USER PROCEDURE p() l: BEGIN w: WHILE a DO SELECT 1; END WHILE w; "
      "REPEAT SELECT 2; UNTIL b END REPEAT; END l",
      "CREATE FUNCTION f() RETURNS INT BEGIN CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END "
      "CASE; RETURN REPEAT('a', IF(1, 2, 3)); END",
      "CREATE FUNCTION f() RETURNS INT BEGIN RETURN CASE WHEN 1 THEN IF(a, 1, 2) END; END",
      "CREATE PROCEDURE p() IF a THEN SELECT 1; IF b THEN SELECT 2; END IF; END IF",
      "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN l: LOOP LEAVE l; END LOOP; END",
      "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN true "
      "THEN 1 END; SELECT 2; END",
      "CREATE RULE r AS ON INSERT TO t DO ALSO (INSERT INTO a VALUES (1); DELETE FROM b; )",
      "BEGIN NOT ATOMIC SELECT 1; END",
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT '; END', \"END\"; -- END;\n END");
  check(sqlite(), std::string(body) + ";SELECT 2;",
        {"1:1 " + std::string(body), (std::string_view(body).find('\n') == std::string_view::npos
                                          ? "1:" + std::to_string(std::strlen(body) + 2)
                                          : "2:6") +
                                         " SELECT 2"});
}

TEST_CASE("where there is no body, every semicolon ends a statement") {
  check(sqlite(), "BEGIN;SELECT CASE a WHEN 1 THEN 2 END;END;",
        {"1:1 BEGIN", "1:7 SELECT CASE a WHEN 1 THEN 2 END", "1:39 END"});
  check(mysql(),
        "CREATE TABLE trigger (begin INT);BEGIN WORK;CREATE FUNCTION f() RETURNS INT RETURN "
        "IF(a,1,2);SELECT 1;",
        {"1:1 CREATE TABLE trigger (begin INT)", "1:34 BEGIN WORK",
         "1:45 CREATE FUNCTION f() RETURNS INT RETURN IF(a,1,2)", "1:94 SELECT 1"});
  check(
      mysql(), "CREATE DEFINER=`a`@`b` SQL SECURITY DEFINER VIEW v AS SELECT begin;SELECT 2;",
      {"1:1 CREATE DEFINER=`a`@`b` SQL SECURITY DEFINER VIEW v AS SELECT begin", "1:68 SELECT 2"});
}

TEST_CASE("rows of COPY are handed on") {
  check(postgres(),
        "COPY public.t (a, \"FROM\") FROM stdin;\n1\tit's;\n\n\\N\t\\\\x\r\n\\.\n\nSELECT 1;\nCOPY "
        "t TO stdout;",
        {"1:1 copy COPY public.t (a, \"FROM\") FROM stdin", "2:1 row 1\tit's;", "3:1 row ",
         "4:1 row \\N\t\\\\x", "7:1 SELECT 1", "8:1 COPY t TO stdout"});
  check(postgres(), "COPY t FROM STDIN;", {"1:1 copy COPY t FROM STDIN"});
  check(postgres(), "COPY t FROM STDIN;\n1", {"1:1 copy COPY t FROM STDIN", "2:1 row 1"});
  check(mysql(), "COPY t FROM STDIN;\n1;", {"1:1 COPY t FROM STDIN", "2:1 1"});
}

TEST_CASE("what never ends is told at its beginning") {
  const auto [script, column] = GENERATE(table<std::string, std::size_t>({
      {"SELECT 1;\nSELECT a, 'b; SELECT 2;\n", 11},
      {"SELECT 1;\nSELECT \"b;", 8},
      {"SELECT 1;\n/* b; /* */", 1},
      {"SELECT 1;\nSELECT $x$ b; $$;", 8},
      {"SELECT 1;\nCREATE TRIGGER t BEGIN SELECT 1;", 1},
  }));
  const WirePack pack = postgres();
  StatementReader reader(script, "script.sql", pack);
  Diagnostics diagnostics;
  REQUIRE(reader.next(diagnostics));
  CHECK_FALSE(reader.next(diagnostics));
  REQUIRE(diagnostics.items().size() == 1);
  CHECK(diagnostics.items()[0].code == Code::kUnterminatedText);
  const Span& where = std::get<Span>(diagnostics.items()[0].where);
  const Location place = locate(*where.source, where.begin);
  CHECK(place.line == 2);
  CHECK(place.column == column);
}

TEST_CASE("a statement that is too large is left out, and the next one read") {
  const WirePack pack = postgres();
  const std::string large = "SELECT '" + std::string(5000, 'x') + "\n';\nSELECT 2;";
  for (const std::size_t chunk : {1U, 7U, 64U, 1000U}) {
    StatementReader reader(chunks(large, chunk), "script.sql", pack, 1000, 64);
    Diagnostics diagnostics;
    CHECK(all(reader, diagnostics) == Pieces{"3:1 SELECT 2", "SQLX4031"});
  }
}

TEST_CASE("comments are written so that they are comments everywhere") {
  const auto [from, to] = GENERATE(table<std::string, std::string>({
      {"# daily", "-- daily\n"},
      {"#daily", "-- daily\n"},
      {"--", "--\n"},
      {"--daily", "-- daily\n"},
      {"-- daily", "-- daily\n"},
      {"/* a\n b */", "/* a\n b */\n"},
      {"/* a /* b */ c */", "/* a / * b * / c */\n"},
      {"/*+ hint */", "/* + hint */\n"},
      {"/**/", "/**/\n"},
      {"/*** a ***/", "/*** a ***/\n"},
      {"/* a/*/", "/* a/ */\n"},
  }));
  std::string out;
  const wirepacks::Lexical lexical{.line_comments = {"--", "#"}};
  append_comment(out, from, lexical, lexical);
  CHECK(out == to);
}

TEST_CASE("rows of COPY become INSERT") {
  CopyRows rows;
  REQUIRE(rows.start("COPY public.t (a, b) FROM stdin"));
  StatementText row;
  row.text = "it's\t\\N";
  row.first_line = 7;
  rows.add(row);
  row.text = "\\\\x00\\t\\101\\x41\\q\t";
  rows.add(row);
  const StatementText made = rows.take();
  CHECK(made.text ==
        "INSERT INTO public.t (a, b) OVERRIDING SYSTEM VALUE "
        "VALUES\n('it''s',NULL),\n('\\x00\tAAq','')");
  CHECK(made.first_line == 7);
  rows.add(row);
  CHECK(rows.take().text ==
        "INSERT INTO public.t (a, b) OVERRIDING SYSTEM VALUE VALUES\n('\\x00\tAAq','')");
  CHECK_FALSE(rows.start("COPY t FROM stdin WITH (FORMAT csv)"));
}

}  // namespace
}  // namespace sqlx::sql
