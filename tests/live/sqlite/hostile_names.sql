-- Names made of quotes, comments, newlines and keywords; the empty name too.
-- tags: names

CREATE TABLE "it's ""quoted"" `here` [and] */ ${there}" (
  "a,b)(" INTEGER PRIMARY KEY,
  `b``c` TEXT CONSTRAINT "x -- y" UNIQUE,
  [sel"ect] INT CHECK ([sel"ect] > 0),
  "line
break" TEXT DEFAULT 'a
b',
  'single' TEXT,
  "back\slash" TEXT,
  "😀 עברית" TEXT COLLATE "NOCASE",
  "" TEXT
);
CREATE TABLE "table" ("select" INT, "check" INT CHECK ("check" > 0), "primary" INT REFERENCES "table" ("select"), UNIQUE ("select"));
CREATE INDEX "index ""1""" ON "it's ""quoted"" `here` [and] */ ${there}" ("a,b)(", lower("line
break"));
CREATE VIEW "view --" AS SELECT "a,b)(" AS "x
y", [sel"ect] FROM "it's ""quoted"" `here` [and] */ ${there}";
CREATE TABLE "" ("" TEXT);

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: ""
--     kind: table
--     columns:
--       - name: ""
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--   - name:
--       schema: main
--       name: "it's \"quoted\" `here` [and] */ ${there}"
--     kind: table
--     columns:
--       - name: "a,b)("
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: false
--         identity:
--           kind: rowid
--       - name: "b`c"
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: "sel\"ect"
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--       - name: "line\nbreak"
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         default:
--           sql: "'a\nb'"
--           kind: literal
--           value: "a\nb"
--       - name: single
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: "back\\slash"
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: "😀 עברית"
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         collation: NOCASE
--       - name: ""
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--     primary_key:
--       columns:
--         - "a,b)("
--     uniques:
--       - name: "x -- y"
--         columns:
--           - "b`c"
--     checks:
--       - sql: "[sel\"ect] > 0"
--     indexes:
--       - name: "index \"1\""
--         parts:
--           - "a,b)("
--           - expression: "lower(\"line\nbreak\")"
--   - name:
--       schema: main
--       name: table
--     kind: table
--     columns:
--       - name: select
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--       - name: check
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--       - name: primary
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--     uniques:
--       - columns:
--           - select
--     foreign_keys:
--       - columns:
--           - primary
--         references:
--           schema: main
--           name: table
--         referenced_columns:
--           - select
--     checks:
--       - sql: "\"check\" > 0"
--   - name:
--       schema: main
--       name: "view --"
--     kind: view
--     columns:
--       - name: "x\ny"
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--         base:
--           table:
--             schema: main
--             name: "it's \"quoted\" `here` [and] */ ${there}"
--           column: "a,b)("
--       - name: "sel\"ect"
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--         base:
--           table:
--             schema: main
--             name: "it's \"quoted\" `here` [and] */ ${there}"
--           column: "sel\"ect"
--     definition: "SELECT \"a,b)(\" AS \"x\ny\", [sel\"ect] FROM \"it's \"\"quoted\"\" `here` [and] */ ${there}\""
