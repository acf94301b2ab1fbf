// The trees of queries, changes and the statements around them.
#include "parse_support.h"

namespace sqlx::sql {
namespace {

struct Row {
  std::string_view dialect, text, tree;
};

// clang-format off
constexpr Row kRows[] = {
      {"mysql", R"~(SELECT SQL_CALC_FOUND_ROWS STRAIGHT_JOIN DISTINCT a 'x', t.*, b FROM t USE INDEX (i, j) FORCE KEY FOR JOIN (k), u PARTITION (p0) AS v CROSS JOIN w)~",
       R"~((Query body (Select distinct yes modifiers "SQL_CALC_FOUND_ROWS" "STRAIGHT_JOIN" items (SelectItem value (Column path "a") alias "x") items (SelectItem value (Star path "t")) items (SelectItem value (Column path "b")) from (Table name "t" hints "USE INDEX (i, j)" "FORCE KEY FOR JOIN (k)") from (Join join cross left (Table name "u" alias "v" partitions "p0") right (Table name "w")))))~"},
      {"mysql", R"~(SELECT /*+ NO_MERGE(t) */ a FROM t AS full JOIN u ON full.a = u.a)~",
       R"~((Query body (Select hint "/*+ NO_MERGE(t) */" items (SelectItem value (Column path "a")) from (Join left (Table name "t" alias "full") right (Table name "u") on (Call form infix name "=" arguments (Column path "full" "a") arguments (Column path "u" "a"))))))~"},
      {"postgres", R"~(SELECT a FROM t FULL JOIN u ON t.a = u.a)~",
       R"~((Query body (Select items (SelectItem value (Column path "a")) from (Join join full left (Table name "t") right (Table name "u") on (Call form infix name "=" arguments (Column path "t" "a") arguments (Column path "u" "a"))))))~"},
      {"mysql", R"~(SELECT 1 /*!50000 + 1 */ /*!99999 + 2 */)~",
       R"~((Query body (Select items (SelectItem value (Call form infix name "+" arguments (Literal kind integer text "1") arguments (Literal kind integer text "1"))))))~"},
      {"mariadb", R"~(SELECT 1 /*!50701 + 1 */ /*M! + 2 */ -- end)~",
       R"~((Query body (Select items (SelectItem value (Call form infix name "+" arguments (Literal kind integer text "1") arguments (Literal kind integer text "2"))))))~"},
      {"mysql", R"~(SELECT a FROM t GROUP BY a WITH ROLLUP HAVING a > 1 ORDER BY a DESC LIMIT 3 LOCK IN SHARE MODE)~",
       R"~((Query body (Select items (SelectItem value (Column path "a")) from (Table name "t") with_rollup yes group_by (Column path "a") having (Call form infix name ">" arguments (Column path "a") arguments (Literal kind integer text "1"))) order_by (OrderItem value (Column path "a") direction desc) limit (Literal kind integer text "3") locking (Locking strength share)))~"},
      {"postgres", R"~(SELECT DISTINCT ON (a, b) a FROM ONLY t TABLESAMPLE bernoulli (10) REPEATABLE (1) ORDER BY a USING < NULLS LAST FETCH FIRST 3 ROWS WITH TIES FOR NO KEY UPDATE OF t SKIP LOCKED)~",
       R"~((Query body (Select distinct yes distinct_on (Column path "a") distinct_on (Column path "b") items (SelectItem value (Column path "a")) from (Table name "t" only yes sample_method "bernoulli" sample (Literal kind integer text "10") sample_seed (Literal kind integer text "1"))) order_by (OrderItem value (Column path "a") nulls last op "<") limit (Literal kind integer text "3") with_ties yes locking (Locking strength no key update wait skip locked of "t")))~"},
      {"postgres", R"~(SELECT a FROM t GROUP BY DISTINCT ROLLUP (a, (b, c)), CUBE (a), GROUPING SETS ((a, b), a, ()))~",
       R"~((Query body (Select items (SelectItem value (Column path "a")) from (Table name "t") group_distinct yes group_by (Grouping items (Column path "a") items (Grouping grouping set items (Column path "b") items (Column path "c"))) group_by (Grouping grouping cube items (Column path "a")) group_by (Grouping grouping sets items (Grouping grouping set items (Column path "a") items (Column path "b")) items (Column path "a") items (Grouping grouping set)))))~"},
      {"postgres", R"~(SELECT sum(a) OVER w FROM t WINDOW w AS (v PARTITION BY b ORDER BY c GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING EXCLUDE TIES))~",
       R"~((Query body (Select items (SelectItem value (Call name "sum" arguments (Column path "a") over (Window name "w"))) from (Table name "t") windows (Window name "w" base "v" partition_by (Column path "b") order_by (OrderItem value (Column path "c")) has_frame yes mode groups finish following finish_offset (Literal kind integer text "1") exclude ties))))~"},
      {"postgres", R"~(WITH RECURSIVE r (a) AS NOT MATERIALIZED (SELECT 1), d AS (DELETE FROM t RETURNING *) SELECT * FROM r, LATERAL (SELECT 1) AS l (x), generate_series(1, 3) WITH ORDINALITY AS g (n, o), ROWS FROM (f(1), g(2)))~",
       R"~((Query with (With recursive yes tables (CommonTable name "r" columns "a" materialized never statement (Query body (Select items (SelectItem value (Literal kind integer text "1"))))) tables (CommonTable name "d" statement (Delete target (Table name "t") returning (SelectItem value (Star))))) body (Select items (SelectItem value (Star)) from (Table name "r") from (DerivedTable lateral yes query (Query body (Select items (SelectItem value (Literal kind integer text "1")))) alias "l" columns "x") from (TableFunction with_ordinality yes calls (Call name "generate_series" arguments (Literal kind integer text "1") arguments (Literal kind integer text "3")) alias "g" columns "n" "o") from (TableFunction calls (Call name "f" arguments (Literal kind integer text "1")) calls (Call name "g" arguments (Literal kind integer text "2"))))))~"},
      {"postgres", R"~(SELECT * FROM f() AS t (a int, b text))~",
       R"~((Query body (Select items (SelectItem value (Star)) from (TableFunction calls (Call name "f") alias "t" columns "a" "b" column_types (TypeName name "int") column_types (TypeName name "text")))))~"},
      {"postgres", R"~(SELECT a[1], a[2:3], (r).x, (r).*, ARRAY[[1], [2]], ARRAY(SELECT 1), ROW(1, 2), (1, 2) = ANY (b), percentile_cont(0.5) WITHIN GROUP (ORDER BY a))~",
       R"~((Query body (Select items (SelectItem value (Subscript operand (Column path "a") index (Literal kind integer text "1"))) items (SelectItem value (Subscript operand (Column path "a") index (Literal kind integer text "2") upper (Literal kind integer text "3") is_slice yes)) items (SelectItem value (FieldAccess operand (Column path "r") name "x")) items (SelectItem value (FieldAccess operand (Column path "r") name "*")) items (SelectItem value (Array items (Array items (Literal kind integer text "1")) items (Array items (Literal kind integer text "2")))) items (SelectItem value (Array query (Query body (Select items (SelectItem value (Literal kind integer text "1")))))) items (SelectItem value (Row explicit yes items (Literal kind integer text "1") items (Literal kind integer text "2"))) items (SelectItem value (Quantified operand (Row items (Literal kind integer text "1") items (Literal kind integer text "2")) op "=" array (Column path "b"))) items (SelectItem value (Call name "percentile_cont" arguments (Literal kind decimal text "0.5") within_group (OrderItem value (Column path "a")))))))~"},
      {"mysql", R"~(SELECT * FROM a JOIN b JOIN c ON x ON y)~",
       R"~((Query body (Select items (SelectItem value (Star)) from (Join left (Table name "a") right (Join left (Table name "b") right (Table name "c") on (Column path "x")) on (Column path "y")))))~"},
      {"sqlite", R"~(SELECT * FROM ((SELECT 1) UNION (SELECT 2)) AS t, (a, b), (c INDEXED BY i LEFT JOIN d NOT INDEXED))~",
       R"~((Query body (Select items (SelectItem value (Star)) from (DerivedTable query (Query body (SetOperation left (Select items (SelectItem value (Literal kind integer text "1"))) right (Select items (SelectItem value (Literal kind integer text "2"))))) alias "t") from (Join join cross left (Table name "a") right (Table name "b")) from (Join join left left (Table name "c" hints "INDEXED BY i") right (Table name "d" hints "NOT INDEXED")))))~"},
      {"mysql", R"~(SELECT * FROM JSON_TABLE('[]', '$[*]' COLUMNS (i FOR ORDINALITY, a INT PATH '$.a' DEFAULT '0' ON EMPTY NULL ON ERROR, NESTED PATH '$.b' COLUMNS (c TEXT EXISTS PATH '$.c'))) AS j)~",
       R"~((Query body (Select items (SelectItem value (Star)) from (JsonTable document (Literal kind string text "[]") path (Literal kind string text "$[*]") columns (JsonColumn name "i" ordinality yes) columns (JsonColumn name "a" to (TypeName name "int") path (Literal kind string text "$.a") on_empty "'0'" on_error "null") columns (JsonColumn path (Literal kind string text "$.b") nested (JsonColumn name "c" to (TypeName name "text") exists yes path (Literal kind string text "$.c"))) alias "j"))))~"},
      {"mysql", R"~(SELECT a IN ((SELECT 1)), a NOT IN (1, 2), (a, b) IN ((1, 2)), EXISTS ((SELECT 1)), a = ALL (SELECT 1))~",
       R"~((Query body (Select items (SelectItem value (In operand (Column path "a") query (Query body (Select items (SelectItem value (Literal kind integer text "1")))))) items (SelectItem value (In negated yes operand (Column path "a") items (Literal kind integer text "1") items (Literal kind integer text "2"))) items (SelectItem value (In operand (Row items (Column path "a") items (Column path "b")) items (Row items (Literal kind integer text "1") items (Literal kind integer text "2")))) items (SelectItem value (Exists query (Query body (Select items (SelectItem value (Literal kind integer text "1")))))) items (SelectItem value (Quantified operand (Column path "a") op "=" quantifier all query (Query body (Select items (SelectItem value (Literal kind integer text "1")))))))))~"},
      {"sqlite", R"~(SELECT a IN ((SELECT 1)), a IN ())~",
       R"~((Query body (Select items (SelectItem value (In operand (Column path "a") items (Subquery query (Query body (Select items (SelectItem value (Literal kind integer text "1"))))))) items (SelectItem value (In operand (Column path "a"))))))~"},
      {"mysql", R"~(SELECT MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE), TIMESTAMPDIFF(SQL_TSI_DAY, a, b), GET_FORMAT(DATE, 'EUR'), CHAR(65 USING utf8), POSITION('a' IN b), SUBSTRING(a FROM 2 FOR 3), SUBSTRING(a, 2), DATE '2020-01-01', {ts '2020-01-01 00:00:00'})~",
       R"~((Query body (Select items (SelectItem value (Call form syntax name "match_against" arguments (Row items (Column path "a") items (Column path "b")) arguments (Literal kind string text "x") arguments (Literal kind string text "in boolean mode"))) items (SelectItem value (Call form syntax name "timestampdiff" arguments (Literal kind string text "day") arguments (Column path "a") arguments (Column path "b"))) items (SelectItem value (Call form syntax name "get_format" arguments (Literal kind string text "date") arguments (Literal kind string text "EUR"))) items (SelectItem value (Call form syntax name "char_using" arguments (Literal kind integer text "65") arguments (Literal kind string text "utf8"))) items (SelectItem value (Call form syntax name "position" arguments (Literal kind string text "a") arguments (Column path "b"))) items (SelectItem value (Call form syntax name "substring" arguments (Column path "a") arguments (Literal kind integer text "2") arguments (Literal kind integer text "3"))) items (SelectItem value (Call name "SUBSTRING" arguments (Column path "a") arguments (Literal kind integer text "2"))) items (SelectItem value (Cast form typed operand (Literal kind string text "2020-01-01") to (TypeName name "date"))) items (SelectItem value (Cast form typed operand (Literal kind string text "2020-01-01 00:00:00") to (TypeName name "timestamp"))))))~"},
      {"postgres", R"~(SELECT overlay(a PLACING b FROM 1 FOR 2), trim(both from a), trim(a from b), f(a => 1), collation for (a), normalize(a, NFC), TIMESTAMP WITH TIME ZONE '2020-01-01', float8 '1.5', double precision '1')~",
       R"~((Query body (Select items (SelectItem value (Call form syntax name "overlay" arguments (Column path "a") arguments (Column path "b") arguments (Literal kind integer text "1") arguments (Literal kind integer text "2"))) items (SelectItem value (Call form syntax name "trim" arguments (Literal kind string text "both") arguments (Column path "a"))) items (SelectItem value (Call form syntax name "trim" arguments (Literal kind string text "both") arguments (Column path "b") arguments (Column path "a"))) items (SelectItem value (Call name "f" arguments (Call form infix name "=>" arguments (Column path "a") arguments (Literal kind integer text "1")))) items (SelectItem value (Call form syntax name "collation_for" arguments (Column path "a"))) items (SelectItem value (Call form syntax name "normalize" arguments (Column path "a") arguments (Literal kind string text "nfc"))) items (SelectItem value (Cast form typed operand (Literal kind string text "2020-01-01") to (TypeName name "timestamp with time zone"))) items (SelectItem value (Cast form typed operand (Literal kind string text "1.5") to (TypeName name "float8"))) items (SelectItem value (Cast form typed operand (Literal kind string text "1") to (TypeName name "double precision"))))))~"},
      {"mysql", R"~(INSERT LOW_PRIORITY INTO t SET a = 1, b = DEFAULT)~",
       R"~((Insert modifiers "LOW_PRIORITY" target (Table name "t") columns (Column path "a") columns (Column path "b") source (Query body (Values rows (Row items (Literal kind integer text "1") items (DefaultValue))))))~"},
      {"mysql", R"~(REPLACE INTO t (a) SELECT 1)~",
       R"~((Insert action replace target (Table name "t") columns (Column path "a") source (Query body (Select items (SelectItem value (Literal kind integer text "1"))))))~"},
      {"mysql", R"~(INSERT INTO t () VALUES ())~",
       R"~((Insert target (Table name "t") source (Query body (Values rows (Row)))))~"},
      {"sqlite", R"~(INSERT OR IGNORE INTO t AS x (a) VALUES (1) ON CONFLICT (a COLLATE nocase) WHERE b DO NOTHING ON CONFLICT DO UPDATE SET (a, b) = (1, 2) WHERE c RETURNING *, a AS d)~",
       R"~((Insert action ignore target (Table name "t" alias "x") columns (Column path "a") source (Query body (Values rows (Row items (Literal kind integer text "1")))) on_conflict (OnConflict target (OrderItem value (Collate operand (Column path "a") collation "nocase")) target_where (Column path "b") do_nothing yes) on_conflict (OnConflict set (Assignment targets (Column path "a") targets (Column path "b") in_parentheses yes value (Row items (Literal kind integer text "1") items (Literal kind integer text "2"))) where (Column path "c")) returning (SelectItem value (Star)) returning (SelectItem value (Column path "a") alias "d")))~"},
      {"postgres", R"~(INSERT INTO t (a[1], b.c) OVERRIDING SYSTEM VALUE VALUES (1, 2) ON CONFLICT ON CONSTRAINT k DO UPDATE SET a = excluded.a)~",
       R"~((Insert target (Table name "t") columns (Subscript operand (Column path "a") index (Literal kind integer text "1")) columns (Column path "b" "c") overriding system source (Query body (Values rows (Row items (Literal kind integer text "1") items (Literal kind integer text "2")))) on_conflict (OnConflict constraint "k" set (Assignment targets (Column path "a") value (Column path "excluded" "a")))))~"},
      {"postgres", R"~(INSERT INTO t DEFAULT VALUES RETURNING a)~",
       R"~((Insert target (Table name "t") returning (SelectItem value (Column path "a"))))~"},
      {"mysql", R"~(UPDATE IGNORE t, u JOIN v ON a SET t.a = 1, b = b + 1 WHERE c ORDER BY d LIMIT 1)~",
       R"~((Update action ignore tables (Table name "t") tables (Join left (Table name "u") right (Table name "v") on (Column path "a")) set (Assignment targets (Column path "t" "a") value (Literal kind integer text "1")) set (Assignment targets (Column path "b") value (Call form infix name "+" arguments (Column path "b") arguments (Literal kind integer text "1"))) where (Column path "c") order_by (OrderItem value (Column path "d")) limit (Literal kind integer text "1")))~"},
      {"postgres", R"~(UPDATE t AS x SET a = 1 FROM u WHERE x.b = u.b RETURNING *)~",
       R"~((Update tables (Table name "t" alias "x") set (Assignment targets (Column path "a") value (Literal kind integer text "1")) from (Table name "u") where (Call form infix name "=" arguments (Column path "x" "b") arguments (Column path "u" "b")) returning (SelectItem value (Star))))~"},
      {"mysql", R"~(DELETE t, u.* FROM t JOIN u ON a WHERE b)~",
       R"~((Delete targets (Table name "t") targets (Table name "u") from (Join left (Table name "t") right (Table name "u") on (Column path "a")) where (Column path "b")))~"},
      {"mysql", R"~(DELETE FROM t, u USING t JOIN u ON a)~",
       R"~((Delete targets (Table name "t") targets (Table name "u") from (Join left (Table name "t") right (Table name "u") on (Column path "a"))))~"},
      {"mysql", R"~(DELETE QUICK FROM t WHERE a ORDER BY b LIMIT 3)~",
       R"~((Delete modifiers "QUICK" target (Table name "t") where (Column path "a") order_by (OrderItem value (Column path "b")) limit (Literal kind integer text "3")))~"},
      {"postgres", R"~(DELETE FROM t AS x USING u WHERE a)~",
       R"~((Delete target (Table name "t" alias "x") from (Table name "u") where (Column path "a")))~"},
      {"postgres", R"~(MERGE INTO t AS x USING u ON x.a = u.a WHEN MATCHED AND b THEN UPDATE SET a = 1 WHEN NOT MATCHED THEN INSERT (a) VALUES (1) WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN MATCHED THEN DO NOTHING)~",
       R"~((Merge target (Table name "t" alias "x") source (Table name "u") on (Call form infix name "=" arguments (Column path "x" "a") arguments (Column path "u" "a")) clauses (MergeClause condition (Column path "b") action update set (Assignment targets (Column path "a") value (Literal kind integer text "1"))) clauses (MergeClause match not matched action insert columns (Column path "a") values (Row items (Literal kind integer text "1"))) clauses (MergeClause match not matched by source action delete) clauses (MergeClause)))~"},
      {"postgres", R"~(TRUNCATE TABLE a, ONLY b RESTART IDENTITY CASCADE)~",
       R"~((Truncate tables (Table name "a") tables (Table name "b" only yes) restart_identity yes behavior cascade))~"},
      {"postgres", R"~(BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY NOT DEFERRABLE)~",
       R"~((Transaction modes "isolation level repeatable read" "read only" "not deferrable"))~"},
      {"sqlite", R"~(BEGIN IMMEDIATE TRANSACTION)~",
       R"~((Transaction modes "immediate"))~"},
      {"mysql", R"~(START TRANSACTION WITH CONSISTENT SNAPSHOT, READ WRITE)~",
       R"~((Transaction modes "with consistent snapshot" "read write"))~"},
      {"postgres", R"~(ROLLBACK TO SAVEPOINT s)~",
       R"~((Transaction kind rollback to savepoint "s"))~"},
      {"mysql", R"~(SET NAMES utf8mb4 COLLATE utf8mb4_bin)~",
       R"~((Set name "names" values (Literal kind string text "utf8mb4") values (Literal kind string text "utf8mb4_bin")))~"},
      {"mysql", R"~(SET @a := 1 + 2)~",
       R"~((Set name "@a" values (Call form infix name "+" arguments (Literal kind integer text "1") arguments (Literal kind integer text "2"))))~"},
      {"mysql", R"~(SET GLOBAL sql_mode = 'x')~",
       R"~((Set scope global name "sql_mode" values (Literal kind string text "x")))~"},
      {"postgres", R"~(SET LOCAL search_path TO a, "B")~",
       R"~((Set scope local name "search_path" values (Literal kind string text "a") values (Literal kind string text "B")))~"},
      {"postgres", R"~(SET TRANSACTION ISOLATION LEVEL READ COMMITTED)~",
       R"~((Set name "transaction" values (Literal kind string text "isolation level read committed")))~"},
      {"sqlite", R"~(PRAGMA main.foreign_keys = ON)~",
       R"~((Set is_pragma yes name "main" "foreign_keys" values (Literal kind string text "ON")))~"},
      {"sqlite", R"~(EXPLAIN QUERY PLAN SELECT 1)~",
       R"~((Explain options "query plan" statement (Query body (Select items (SelectItem value (Literal kind integer text "1"))))))~"},
      {"postgres", R"~(EXPLAIN (ANALYZE, FORMAT json) SELECT 1)~",
       R"~((Explain options "analyze" "format json" statement (Query body (Select items (SelectItem value (Literal kind integer text "1"))))))~"},
      {"mysql", R"~(SHOW FULL TABLES LIKE 'a%';)~",
       R"~((Utility command "SHOW FULL" text "SHOW FULL TABLES LIKE 'a%'"))~"},
      {"mysql", R"~(/*!40000 LOCK TABLES `t` WRITE */;)~",
       R"~((Utility command "LOCK TABLES" text "LOCK TABLES `t` WRITE"))~"},
      {"postgres", R"~(COPY t (a, b) FROM stdin WITH (FORMAT csv, HEADER))~",
       R"~((Copy table (Table name "t") columns "a" "b" is_from yes options (Option name "format" value (Literal kind string text "csv")) options (Option name "header")))~"},
};
// clang-format on

TEST_CASE("queries, changes and sessions") {
  for (const Row& row : kRows) {
    INFO(row.dialect << ": " << row.text);
    TestDialect parser(row.dialect);
    CHECK(parser.statement(row.text) == row.tree);
  }
}

TEST_CASE("literals of each dialect") {
  struct Literals {
    std::string_view dialect, text, tree;
  };
  constexpr Literals kLiterals[] = {
      {"postgres", R"(E'a\tb\\\'\x41\u00e9')", R"((Literal kind string text "a\tb\'Aé"))"},
      {"postgres", R"('a\tb')", R"((Literal kind string text "a\tb"))"},
      {"postgres", "'a'\n 'b'", R"((Literal kind string text "ab"))"},
      {"postgres", R"(U&'d\0061t\+000061')", R"((Literal kind string text "data"))"},
      {"postgres", "$q$it's$q$", R"((Literal kind string text "it's"))"},
      {"postgres", "X'1F'", R"((Literal kind bits text "00011111"))"},
      {"mysql", R"('a''b\'c\n\%')", R"((Literal kind string text "a'b'c\n\%"))"},
      {"mysql", R"("a""b" 'c')", R"((Literal kind string text "a""bc"))"},
      {"mysql", "0x4142", R"((Literal kind integer text "0x4142"))"},
      {"mysql", "x'41'", R"((Literal kind bytes text "A"))"},
      {"mysql", "b'0101'", R"((Literal kind bits text "0101"))"},
      {"mysql", "_binary 'a'", R"((Literal kind string text "a" charset "binary"))"},
      {"mysql", ".5", R"((Literal kind decimal text ".5"))"},
      {"mysql", "1e-5", R"((Literal kind float text "1e-5"))"},
      {"mysql", "TRUE", R"((Literal kind boolean text "true"))"},
      {"mysql", "1st", R"((Column path "1st"))"},
      {"mysql", "@@session.sql_mode", R"((Variable text "@@session.sql_mode"))"},
      {"sqlite", R"('a\n')", R"((Literal kind string text "a\n"))"},
      {"sqlite", "0x1F", R"((Literal kind integer text "0x1F"))"},
      {"sqlite", "$name", R"((Parameter text "$name"))"},
      {"sqlite", "[a b].`c`.\"d\"", R"((Column path "a b" "c" "d"))"},
  };
  for (const Literals& row : kLiterals) {
    INFO(row.dialect << ": " << row.text);
    TestDialect parser(row.dialect);
    CHECK(parser.expression(row.text) == row.tree);
  }
}

TEST_CASE("names behind one another are told apart by where lines end") {
  TestDialect sqlite("sqlite");
  CHECK(
      sqlite.statement("SELECT 'a'\n'b'") ==
      R"((Query body (Select items (SelectItem value (Literal kind string text "a") alias "b"))))");
}

TEST_CASE("patterns have names that stand for any number of arguments") {
  TestDialect postgres("postgres");
  CHECK(
      postgres.pattern("concat(first, rest...)") ==
      R"((Call name "concat" arguments (Column path "first") arguments (Column path "rest...")))");
  CHECK(postgres.expression("concat(rest...)") == "expected `)`, found `..`");
}

TEST_CASE("types") {
  TestDialect postgres("postgres"), sqlite("sqlite");
  CHECK(
      postgres.type("character varying(10)[]") ==
      R"((TypeName name "character varying" arguments (Literal kind integer text "10") dimensions 1))");
  CHECK(
      postgres.type("INTERVAL DAY TO SECOND(3)") ==
      R"~((TypeName name "interval" arguments (Literal kind integer text "3") interval_fields "day to second"))~");
  CHECK(sqlite.type("native character (70)") ==
        R"((TypeName name "native character" arguments (Literal kind integer text "70")))");
}

}  // namespace
}  // namespace sqlx::sql
