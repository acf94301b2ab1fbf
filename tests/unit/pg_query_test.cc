// sql/pg_query: PostgreSQL text into our tree, by libpg_query.
#include "sql/pg_query/parse.h"

#include <catch2/catch.hpp>

#include "base/file.h"
#include "base/text.h"
#include "sql/ast/dump.h"
#include "sql/pg_query/nesting.h"
#include "sql/pg_query/source_scan.h"

namespace sqlx::sql {
namespace {

StatementText text_of(std::string_view sql) {
  StatementText text;
  text.text = sql;
  text.file = "test.sql";
  return text;
}

// On one line, or what was said instead.
std::string dump_of(std::string_view sql) {
  Arena arena;
  Diagnostics diagnostics;
  const Node* node = parse_with_pg_query(text_of(sql), arena, diagnostics);
  if (node == nullptr) return diagnostics.empty() ? "" : diagnostics.items()[0].message;
  std::string line;
  for (const char c : dump(*node)) {
    if (c != '\n' && !(c == ' ' && line.ends_with(' '))) line += c;
    if (c == '\n') line += ' ';
  }
  return line;
}

struct Refusal {
  Code code = Code::kInternal;
  std::string message;
  std::string marked;
  std::string hint;
};

Refusal refusal_of(const std::string& sql) {
  Arena arena;
  Diagnostics diagnostics;
  REQUIRE(parse_with_pg_query(text_of(sql), arena, diagnostics) == nullptr);
  REQUIRE(diagnostics.items().size() == 1);
  const Diagnostic& first = diagnostics.items()[0];
  const Span& place = std::get<Span>(first.where);
  return {first.code, first.message,
          place.source->text.substr(place.begin, place.end - place.begin), first.hint};
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string text;
  for (; times > 0; --times) text += part;
  return text;
}

TEST_CASE("libpg_query's nodes become ours", "[pg_query]") {
  const auto [sql, part] = GENERATE(table<std::string, std::string>({
      {"SELECT a.b, \"B\" FROM t",
       "(SelectItem value (Column path \"a\" \"b\")) items (SelectItem value (Column path \"B\"))"},
      {"SELECT a <> b",
       "(Call form infix name \"<>\" arguments (Column path \"a\") arguments (Column path \"b\"))"},
      {"SELECT a AND (b AND c) AND d",
       "(Call form infix name \"AND\" arguments (Column path \"a\") arguments (Column path \"b\") "
       "arguments (Column path \"c\") arguments (Column path \"d\"))"},
      {"SELECT a NOT LIKE b ESCAPE 'c'",
       "(Call form infix negated yes name \"LIKE\" arguments (Column path \"a\") arguments "
       "(Column path \"b\") arguments (Literal kind string text \"c\"))"},
      {"SELECT a NOT IN (SELECT 1)", "(In negated yes operand (Column path \"a\") query (Query"},
      {"SELECT NOT a IN (SELECT 1)", "(Call form prefix name \"NOT\" arguments (In operand"},
      {"SELECT trim(a)",
       "(Call form syntax name \"trim\" arguments (Literal kind string text \"both\") arguments "
       "(Column path \"a\"))"},
      {"SELECT substring(a for 2)",
       "(Call form syntax name \"substring\" arguments (Column path \"a\") arguments (Literal kind "
       "integer "
       "text \"1\") arguments (Literal kind integer text \"2\"))"},
      {"SELECT a::char(3)",
       "(Cast form operator operand (Column path \"a\") to (TypeName name \"character\" arguments "
       "(Literal"},
      {"SELECT a::char", "to (TypeName name \"character\"))"},
      {"SELECT a::pg_catalog.bpchar", "to (TypeName name \"pg_catalog\" \"bpchar\"))"},
      {"SELECT CAST(a AS int4)", "(Cast operand (Column path \"a\") to (TypeName name \"int4\"))"},
      {"SELECT INTERVAL '90' MINUTE",
       "(Cast form typed operand (Literal kind string text \"90\") to (TypeName name \"interval\" "
       "interval_fields \"minute\"))"},
      {"SELECT 1 LIMIT ALL",
       "(Query body (Select items (SelectItem value (Literal kind integer text \"1\"))))"},
      {"SELECT N'é'", "items (SelectItem value (Literal kind string text \"é\"))"},
      {"SELECT N'a '",
       "(Cast form typed operand (Literal kind string text \"a \") to (TypeName name "
       "\"pg_catalog\" \"bpchar\"))"},
      {"CREATE SEQUENCE s NO CYCLE", "options (Option name \"no cycle\")"},
      {"COPY t FROM STDIN (FORCE_NULL (a, b))",
       "(Option name \"force_null\" value (Row items (Column path \"a\") items (Column path "
       "\"b\")))"},
      {"SELECT X'1F'", "(Literal kind bits text \"00011111\")"},
      {"SELECT 'a\\\"é' || U&'\\0041'",
       "(Literal kind string text \"a\\\"\"é\") arguments (Literal kind string text \"A\")"},
      {"ALTER TABLE t INHERIT p",
       "(Utility command \"ALTER TABLE ADD INHERIT\" text \"ALTER TABLE t INHERIT p\")"},
      {"CREATE OR REPLACE RULE r AS ON INSERT TO t DO NOTHING;",
       "(Utility command \"CREATE RULE\" text \"CREATE OR REPLACE RULE"},
  }));
  INFO(sql);
  INFO(dump_of(sql));
  CHECK(dump_of(sql).find(part) != std::string::npos);
}

TEST_CASE("integers that libpg_query's JSON loses are read from the text", "[pg_query]") {
  const auto [sql, digits, is_negative] = GENERATE(table<std::string, std::string, bool>({
      {"SELECT -5", "5", true},
      {"SELECT 0", "0", false},
      {"SELECT - /* 7 */ 5", "5", true},
      {"SELECT -(5)", "5", true},
      {"SELECT a::numeric(10, -2)", "2", true},
      {"CREATE SEQUENCE s INCREMENT BY -3", "3", true},
      {"CREATE SEQUENCE s MINVALUE 0", "0", false},
      {"SET x TO -8", "8", true},
      {"CREATE TABLE t (\"a-1\" int) WITH (\"x-4\"=-6)", "6", true},
  }));
  INFO(sql);
  const std::string literal = "(Literal kind integer text \"" + digits + "\")";
  const std::string wanted =
      is_negative ? "(Call form prefix name \"-\" arguments " + literal + ")" : literal;
  CHECK(dump_of(sql).find(wanted) != std::string::npos);
  CHECK((dump_of(sql).find("prefix") != std::string::npos) == is_negative);
}

TEST_CASE("what our tree has no place for is named", "[pg_query]") {
  const auto [sql, message] = GENERATE(table<std::string, std::string>({
      {"SELECT xmlelement(name a)", "sqlx does not know XmlExpr here"},
      {"DELETE FROM t WHERE CURRENT OF c", "sqlx does not know CurrentOfExpr here"},
      {"CREATE TABLE t (LIKE a INCLUDING ALL, LIKE b)",
       "sqlx does not know several LIKE with options"},
      {"CREATE TABLE t OF pair",
       "`ofTypename` of CreateStmt says something that sqlx cannot represent"},
      {"CREATE SCHEMA s CREATE TABLE t (a int)",
       "`schemaElts` of CreateSchemaStmt says something that sqlx cannot represent"},
      {"CREATE INDEX i ON t (a x (y = 1))",
       "`opclassopts` of IndexElem says something that sqlx cannot represent"},
  }));
  INFO(sql);
  const Refusal refusal = refusal_of(sql);
  CHECK(refusal.code == Code::kSyntaxUnsupported);
  CHECK(refusal.message == message);
}

TEST_CASE("libpg_query's messages point to the byte", "[pg_query]") {
  const auto [sql, code, marked, hint] =
      GENERATE(table<std::string, Code, std::string, std::string>({
          {"SELECT 'é' é é FROM", Code::kSyntaxError, "é", ""},
          {"SELECT `a`", Code::kSyntaxError, "",
           "names stand in double quotes here; if the text is of another dialect, say which with "
           "--from"},
          {"SELECT ?", Code::kSyntaxError, "", "parameters are written $1, $2 here"},
          {"SELECT a FROM t WHERE a = :x", Code::kSyntaxError, ":",
           "parameters are written $1, $2 here"},
          {"SELECT 'a", Code::kUnclosed, "'a", ""},
          {"SELECT E'\\xff'", Code::kSyntaxError, "SELECT E'\\xff'", ""},
          {"SELECT 1; SELECT 2", Code::kSyntaxError, "SELECT 1; SELECT 2", ""},
          {"", Code::kSyntaxError, "", ""},
          {std::string("SELECT 1\0, 2", 12), Code::kBadText, std::string("\0", 1), ""},
          {"SELECT '\xff'", Code::kBadText, "SELECT '\xff'", "convert it: iconv -t utf-8"},
      }));
  INFO(sql);
  const Refusal refusal = refusal_of(sql);
  CHECK(refusal.code == code);
  CHECK(refusal.marked == marked);
  CHECK(refusal.hint == hint);
}

TEST_CASE("deep texts are refused before they can exhaust the stack", "[pg_query]") {
  const std::string sql = GENERATE(
      std::string("SELECT " + repeated("(", 100'000) + "1" + repeated(")", 100'000)),
      "SELECT 1" + repeated(" + 1", 300'000), "SELECT 1" + repeated(" UNION SELECT a, b", 100'000),
      "SELECT " + repeated("CASE WHEN ", 50'000), "SELECT 1" + repeated(" + 1", 600),
      "SELECT " + repeated("(SELECT ", 600) + "1" + repeated(")", 600));
  CHECK(refusal_of(sql).code == Code::kTooDeep);
}

TEST_CASE("long texts need not be deep", "[pg_query]") {
  const std::string sql = GENERATE("SELECT " + repeated("1, ", 50'000) + "1",
                                   "SELECT 1 WHERE a = 1" + repeated(" OR a = 2", 20'000),
                                   "SELECT CASE" + repeated(" WHEN a = 1 THEN 2", 10'000) + " END");
  CHECK_FALSE(pg_query::too_deep_at(sql));
}

TEST_CASE("nodes know their place", "[pg_query]") {
  Arena arena;
  Diagnostics diagnostics;
  const std::string sql = "SELECT s.f(a, b) + 1 FROM t";
  const Node* node = parse_with_pg_query(text_of(sql), arena, diagnostics);
  REQUIRE(node != nullptr);
  const Expr* sum = node->as<Query>()->body->as<Select>()->items[0]->value;
  const Expr* call = sum->as<Call>()->arguments[0];
  CHECK(sql.substr(sum->begin, sum->end - sum->begin) == "s.f(a, b) + 1");
  CHECK(sql.substr(call->begin, call->end - call->begin) == "s.f(a, b)");
}

TEST_CASE("tokens end where PostgreSQL ends them", "[pg_query]") {
  const auto [text, token] = GENERATE(table<std::string, std::string>({
      {"abc$1 d", "abc$1"},
      {"\"a\"\"b\" c", "\"a\"\"b\""},
      {"'a''b' c", "'a''b'"},
      {"E'a\\'b' c", "E'a\\'b'"},
      {"1.5e-3+1", "1.5e-3"},
      {"$tag$a $$ b$tag$ c", "$tag$a $$ b$tag$"},
      {"$12+1", "$12"},
      {"::int", "::"},
      {"<=--x", "<="},
      {"U&'a' b", "U&'a'"},
      {"(a", "("},
  }));
  CHECK(text.substr(0, pg_query::token_end(text, 0)) == token);
}

// Of tests/translate/roundtrip: a statement ends with a `;` at the end of a line.
std::vector<std::string> statements(std::string_view text) {
  std::vector<std::string> all(1);
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with("--") || (line.empty() && all.back().empty())) continue;
    all.back().append(line).append("\n");
    if (line.ends_with(';')) all.emplace_back();
  }
  if (all.back().empty()) all.pop_back();
  return all;
}

std::vector<std::string> statements_of(const char* path) {
  Diagnostics diagnostics;
  const std::optional<Source> source = read_file(path, diagnostics);
  REQUIRE(source);
  return statements((*source)->text);
}

TEST_CASE("every kind of statement is converted", "[pg_query]") {
  for (const std::string& sql :
       statements_of(SQLX_SOURCE_DIR "/tests/translate/roundtrip/postgres.sql")) {
    Arena arena;
    Diagnostics diagnostics;
    INFO(sql);
    const bool is_read = parse_with_pg_query(text_of(sql), arena, diagnostics) != nullptr;
    INFO((diagnostics.empty() ? "" : diagnostics.items()[0].message));
    CHECK(is_read);
    CHECK(diagnostics.empty());
  }
}

TEST_CASE("what only later versions have is refused and not misread", "[pg_query]") {
  for (const std::string& sql :
       statements_of(SQLX_SOURCE_DIR "/tests/translate/roundtrip/postgres_later.sql")) {
    Arena arena;
    Diagnostics diagnostics;
    INFO(sql);
    CHECK(parse_with_pg_query(text_of(sql), arena, diagnostics) == nullptr);
    CHECK_FALSE(diagnostics.empty());
  }
}

}  // namespace
}  // namespace sqlx::sql
