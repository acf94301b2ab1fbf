// sql/ddl.h: schemas as values, and the text that recreates them. Whether the engines take that
// text, and read it as the same schema, is tested with live servers; here stands what it looks
// like.
#include <catch2/catch.hpp>

#include "sql/ddl.h"
#include "sql/rewrites/deparsed_text.h"

namespace sqlx::sql {
namespace {

using namespace ir;

// The text without what the pack puts around it.
std::string body_of(const Database& database, std::vector<std::string>* warnings = nullptr) {
  Diagnostics diagnostics;
  auto pack = wirepacks::embedded_pack(database.engine, diagnostics);
  REQUIRE(pack);
  pack->ddl.before.clear();
  pack->ddl.after.clear();
  std::string text = ddl(database, *pack, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    CHECK(diagnostic.code == Code::kDdlIncomplete);
    if (warnings != nullptr) warnings->push_back(diagnostic.message);
  }
  if (warnings == nullptr) CHECK(diagnostics.empty());
  return text;
}

Column column(std::string name, std::string type, bool nullable = true) {
  return Column{.name = std::move(name), .database_type = std::move(type), .nullable = nullable};
}

Table orders() {
  Table table{.name = {"shop", "orders"}, .comment = "what people want"};
  Column id = column("id", "bigint", false);
  id.identity =
      Identity{.kind = IdentityKind::kAlways, .options = SequenceOptions{.type = "bigint"}};
  Column total = column("total", "numeric(10,2)", false);
  total.default_value = Default{.sql = "0"};
  Column twice = column("twice", "numeric");
  twice.generated = Generated{.sql = "(total * (2)::numeric)", .stored = true};
  table.columns = {id, total, twice};
  table.primary_key = Key{.name = "orders_pkey", .columns = {KeyPart{.column = "id"}}};
  table.checks = {
      Check{.name = "positive", .sql = "(total >= (0)::numeric)"},
      Check{.name = "old", .sql = "id > 0", .attributes = {{AttributeKey::kNotValid, "true"}}}};
  return table;
}

TEST_CASE("a table on PostgreSQL, and what comes behind all tables") {
  Table lines{.name = {"shop", "lines"}};
  lines.columns = {column("order_id", "bigint", false), column("note", "text")};
  lines.columns[1].attributes = {{AttributeKey::kStorage, "EXTERNAL"}};
  lines.foreign_keys = {ForeignKey{.name = "lines_order",
                                   .columns = {"order_id"},
                                   .references = {"shop", "orders"},
                                   .referenced_columns = {"id"},
                                   .on_delete = ReferentialAction::kCascade,
                                   .deferrability = Deferrability::kInitiallyDeferred}};
  lines.indexes = {
      Index{.name = "lines_note",
            .parts = {KeyPart{
                .expression = "lower(note)", .descending = true, .nulls = NullsOrder::kLast}},
            .unique = true,
            .method = "btree",
            .predicate = "(note IS NOT NULL)"}};
  lines.row_security = RowSecurity::kForced;
  lines.policies = {Policy{.name = "mine",
                           .command = "select",
                           .permissive = false,
                           .roles = {"public"},
                           .using_sql = "true"}};
  const Database database{
      .engine = "postgres", .schemas = {{.name = "shop"}}, .tables = {lines, orders()}};
  CHECK(body_of(database) == R"sql(CREATE SCHEMA IF NOT EXISTS "shop";

CREATE TABLE "shop"."lines" (
  "order_id" bigint NOT NULL,
  "note" text
);

CREATE TABLE "shop"."orders" (
  "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  "total" numeric(10,2) NOT NULL DEFAULT 0,
  "twice" numeric GENERATED ALWAYS AS (total * (2)::numeric) STORED,
  CONSTRAINT "orders_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "positive" CHECK (total >= (0)::numeric)
);

ALTER TABLE "shop"."orders"
  ADD CONSTRAINT "old" CHECK (id > 0) NOT VALID;

CREATE UNIQUE INDEX "lines_note" ON "shop"."lines" ((lower(note)) DESC NULLS LAST) WHERE (note IS NOT NULL);

ALTER TABLE "shop"."lines"
  ADD CONSTRAINT "lines_order" FOREIGN KEY ("order_id") REFERENCES "shop"."orders" ("id") ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY "shop"."lines" ALTER COLUMN "note" SET STORAGE EXTERNAL;

ALTER TABLE "shop"."lines" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "shop"."lines" FORCE ROW LEVEL SECURITY;

CREATE POLICY "mine" ON "shop"."lines" AS RESTRICTIVE FOR SELECT TO "public"
  USING (true);

COMMENT ON TABLE "shop"."orders" IS 'what people want';
)sql");
}

TEST_CASE("objects come behind what they need, whatever their names are") {
  Database database{.engine = "postgres"};
  database.enums = {Enum{.name = {"s", "mood"}, .values = {"sad", "it's"}}};
  database.domains = {Domain{.name = {"s", "a"},
                             .type = {.kind = TypeKind::kText, .name = ObjectName{"s", "mood"}},
                             .database_type = "s.mood"}};
  database.composites = {Composite{.name = {"s", "pair"}, .fields = {column("t", "s.t")}}};
  database.composites[0].fields[0].type.name = ObjectName{"s", "t"};
  Table view{.name = {"s", "b"},
             .kind = TableKind::kView,
             .definition = " SELECT 1;",
             .depends_on = {R"("s"."c")"}};
  Table query{.name = {"s", "c"}, .kind = TableKind::kView, .definition = "SELECT 2"};
  Table table{.name = {"s", "t"}};
  database.tables = {view, query, table};
  CHECK(body_of(database) == R"sql(CREATE SCHEMA IF NOT EXISTS "s";

CREATE TYPE "s"."mood" AS ENUM (
  'sad',
  'it''s'
);

CREATE DOMAIN "s"."a" AS s.mood;
CREATE TABLE "s"."t" ();

CREATE TYPE "s"."pair" AS (
  "t" s.t
);

CREATE VIEW "s"."c" AS
SELECT 2;

CREATE VIEW "s"."b" AS
 SELECT 1;
)sql");
}

TEST_CASE("a cycle through a default is broken by adding the default later") {
  Table table{.name = {"s", "t"}, .depends_on = {R"("s"."f"(s.t))"}};
  table.columns = {column("a", "integer")};
  table.columns[0].default_value = Default{.sql = "s.f(NULL)"};
  Routine routine{.name = {"s", "f"},
                  .signature = "s.t",
                  .definition = "CREATE FUNCTION s.f(s.t) …",
                  .depends_on = {R"("s"."t")"}};
  CHECK(body_of(Database{.engine = "postgres", .tables = {table}, .routines = {routine}}) ==
        R"sql(CREATE TABLE "s"."t" (
  "a" integer
);

CREATE FUNCTION s.f(s.t) …;
ALTER TABLE "s"."t" ALTER COLUMN "a" SET DEFAULT s.f(NULL);
)sql");
}

TEST_CASE("what the text cannot recreate is told") {
  Table view{.name = {"s", "a"},
             .kind = TableKind::kView,
             .definition = "SELECT 1",
             .depends_on = {R"("s"."b")"}};
  Table other{.name = {"s", "b"},
              .kind = TableKind::kView,
              .definition = "SELECT 2",
              .depends_on = {R"("s"."a")"}};
  other.attributes = {{AttributeKey::kEngine, "x"}};
  Database database{.engine = "postgres", .tables = {view, other}};
  database.unsupported = {{.kind = "cast", .name = {"s", "x"}, .sql = "CREATE CAST …"},
                          {.kind = "cast", .name = {"s", "y"}},
                          {.kind = "rule", .name = {"s", "z"}}};
  std::vector<std::string> warnings;
  CHECK(body_of(database, &warnings).find("CREATE CAST …;\n") != std::string::npos);
  CHECK(warnings ==
        std::vector<std::string>{
            "the DDL leaves out cast s.y", "the DDL leaves out rule s.z",
            "the DDL leaves out `engine` = `x`",
            R"(these objects need each other, so none can be created first: "s"."a", "s"."b")"});
}

TEST_CASE("partitions are made from their parent, or made alone and attached") {
  Table parent{.name = {"s", "p"}};
  parent.columns = {column("a", "integer", false), column("b", "text")};
  parent.partitioning = Partitioning{.strategy = "range", .key = "a"};
  Table first = parent;
  first.name.name = "p1";
  first.partitioning.reset();
  first.partition_bound = "FOR VALUES FROM (0) TO (10)";
  first.columns[1].default_value = Default{.sql = "'x'::text"};
  Table second = first;
  second.name.name = "p2";
  second.partition_bound = "DEFAULT";
  std::swap(second.columns[0], second.columns[1]);
  parent.partitions = {first, second};
  CHECK(body_of(Database{.engine = "postgres", .tables = {parent}}) == R"sql(CREATE TABLE "s"."p" (
  "a" integer NOT NULL,
  "b" text
)
PARTITION BY RANGE (a);

CREATE TABLE "s"."p1" PARTITION OF "s"."p" (
  "b" DEFAULT 'x'::text
)
  FOR VALUES FROM (0) TO (10);

CREATE TABLE "s"."p2" (
  "b" text DEFAULT 'x'::text,
  "a" integer NOT NULL
);

ALTER TABLE "s"."p" ATTACH PARTITION "s"."p2" DEFAULT;
)sql");
}

TEST_CASE("a table on MySQL: everything stands in it, and bodies get a delimiter of their own") {
  Table table{.name = {"", "or`ders"}, .comment = "C:\\new\r\n'quoted'"};
  Column id = column("id", "int(10) unsigned", false);
  id.identity = Identity{.kind = IdentityKind::kAutoIncrement};
  Column name = column("name", "varchar(20)");
  name.collation = "utf8mb4_bin";
  name.attributes = {{AttributeKey::kCharset, "utf8mb4"}, {AttributeKey::kInvisible, "true"}};
  name.comment = "a name";
  Column at = column("at", "timestamp");
  at.default_value = Default{.sql = "current_timestamp()", .kind = DefaultKind::kNow};
  at.on_update = "current_timestamp()";
  Column key = column("key", "char(36)");
  key.default_value = Default{.sql = "(uuid())", .kind = DefaultKind::kUuid};
  table.columns = {id, name, at, key};
  table.primary_key = Key{.columns = {KeyPart{.column = "id"}}};
  table.indexes = {Index{.name = "words",
                         .parts = {KeyPart{.column = "name", .prefix_length = 5}},
                         .method = "FULLTEXT",
                         .comment = "for search"}};
  table.attributes = {{AttributeKey::kEngine, "InnoDB"}};
  table.partitioning =
      Partitioning{.strategy = "hash", .key = "`id`", .slices = {{.name = "p0"}, {.name = "p1"}}};
  table.triggers = {Trigger{
      .name = "t",
      .sql = "CREATE TRIGGER t BEFORE INSERT ON `or``ders` FOR EACH ROW BEGIN SET @a = ';;'; END"}};
  CHECK(body_of(Database{.engine = "mysql", .tables = {table}}) == R"sql(CREATE TABLE `or``ders` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin INVISIBLE COMMENT 'a name',
  `at` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
  `key` char(36) DEFAULT (uuid()),
  PRIMARY KEY (`id`),
  FULLTEXT INDEX `words` (`name`(5)) COMMENT 'for search'
) ENGINE = InnoDB COMMENT 'C:\\new\r
''quoted'''
PARTITION BY HASH (`id`) (
  PARTITION `p0`,
  PARTITION `p1`
);

DELIMITER $$0
CREATE TRIGGER t BEFORE INSERT ON `or``ders` FOR EACH ROW BEGIN SET @a = ';;'; END$$0
DELIMITER ;
)sql");
}

TEST_CASE(
    "a table on SQLite: a key of one column stands behind it, except where that would change its "
    "meaning") {
  Table table{.name = {"", "a\"b"}};
  Column id = column("id", "INTEGER");
  id.identity = Identity{.kind = IdentityKind::kAutoIncrement};
  Column at = column("at", "", false);
  at.default_value = Default{.sql = "datetime('now')"};
  at.attributes = {{AttributeKey::kConflict, "ignore"}};
  table.columns = {id, at};
  table.primary_key = Key{.name = "k",
                          .columns = {KeyPart{.column = "id"}},
                          .attributes = {{AttributeKey::kConflict, "fail"}}};
  table.attributes = {{AttributeKey::kStrict, "true"}, {AttributeKey::kWithoutRowid, "true"}};
  Table descending{.name = {"", "d"}};
  descending.columns = {column("id", "INTEGER")};
  descending.columns[0].identity = Identity{.kind = IdentityKind::kRowid};
  descending.primary_key = Key{.columns = {KeyPart{.column = "id", .descending = true}}};
  Table view{.name = {"", "v"},
             .kind = TableKind::kView,
             .columns = {column("x", "")},
             .definition = "SELECT 1 -- one"};
  Table words{.name = {"", "w"},
              .kind = TableKind::kVirtualTable,
              .attributes = {{AttributeKey::kModule, "fts5(a, b)"}}};
  CHECK(body_of(Database{.engine = "sqlite", .tables = {table, descending, view, words}}) ==
        R"sql(CREATE TABLE "a""b" (
  "id" INTEGER CONSTRAINT "k" PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT,
  "at" NOT NULL ON CONFLICT IGNORE DEFAULT (datetime('now'))
) STRICT, WITHOUT ROWID;

CREATE TABLE "d" (
  "id" INTEGER,
  PRIMARY KEY ("id" DESC)
);

CREATE VIRTUAL TABLE "w" USING fts5(a, b);

CREATE VIEW "v" ("x") AS
SELECT 1 -- one
;
)sql");
}

TEST_CASE("texts that a server would read as something else are mended") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"CHECK (a = ANY ((ARRAY['x'::character varying, '(y'::character varying])::text[]))",
       "CHECK (a = ANY (((ARRAY['x'::character varying, '(y'::character varying])::character "
       "varying[])::text[]))"},
      {"(ARRAY['x'::character varying, b])::text[]", "(ARRAY['x'::character varying, b])::text[]"},
      {"(ARRAY[1, 2])::text[]", "(ARRAY[1, 2])::text[]"},
      {"SELECT t.a, 'x'::text, 1, (a + b), now() AS now, \"b c\".* FROM t UNION SELECT count(*), "
       "NULL::integer",
       "SELECT t.a, 'x'::text AS \"?column?\", 1, (a + b), now() AS now, \"b c\".* FROM t "
       "UNION SELECT count(*) AS \"?column?\", NULL::integer AS \"?column?\""},
      {"SELECT DISTINCT ON (a, b) a, ( SELECT max(x) AS max FROM u) AS m",
       "SELECT DISTINCT ON (a, b) a, ( SELECT max(x) AS max FROM u) AS m"},
      {"CREATE POLICY p ON t FOR SELECT TO \"public\"\n  USING (true)",
       "CREATE POLICY p ON t FOR SELECT TO \"public\"\n  USING (true)"},
      {"CHECK (((a >= 1) AND (a <= 5)) AND (b OR c))",
       "CHECK (((a >= 1) AND (a <= 5))::boolean AND (b OR c))"},
      {"(((a OR b) OR c) AND d)", "(((a OR b)::boolean OR c) AND d)"},
      {"AS $f$ SELECT now() $f$", "AS $f$ SELECT now() $f$"},
      {"COMMENT ON TABLE t IS 'SELECT now() it''s'", "COMMENT ON TABLE t IS 'SELECT now() it''s'"},
  }));
  CHECK(mend_deparsed(text, {"array_casts", "nested_conditions", "unnamed_columns"}) == expected);
  CHECK(mend_deparsed(text, {}) == text);
}

}  // namespace
}  // namespace sqlx::sql
