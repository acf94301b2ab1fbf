-- Unique constraints and primary keys: their names, order, collations and ON CONFLICT clauses, however many there are on the same columns.
-- tags: unique, primary key, conflict, collation

CREATE TABLE keys (
  a TEXT CONSTRAINT "the a" UNIQUE ON CONFLICT IGNORE,
  b TEXT NOT NULL ON CONFLICT REPLACE DEFAULT '' COLLATE NOCASE,
  c TEXT UNIQUE,
  d INT,
  CONSTRAINT keys_pk PRIMARY KEY (d, a) ON CONFLICT FAIL,
  CONSTRAINT first UNIQUE (b, c),
  CONSTRAINT second UNIQUE (c, b),
  UNIQUE (b COLLATE BINARY),
  UNIQUE (b),
  CONSTRAINT down UNIQUE (c DESC, d) ON CONFLICT ROLLBACK
);
CREATE TABLE of_a_column (code VARCHAR(3) CONSTRAINT of_a_column_pk PRIMARY KEY ON CONFLICT ABORT, twin INTEGER UNIQUE);

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: keys
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: b
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: false
--         default:
--           sql: "''"
--           kind: literal
--         collation: NOCASE
--         attributes:
--           on_conflict: replace
--       - name: c
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: d
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--     primary_key:
--       name: keys_pk
--       columns:
--         - d
--         - a
--       attributes:
--         on_conflict: fail
--     uniques:
--       - columns:
--           - column: b
--             collation: BINARY
--       - columns:
--           - b
--       - columns:
--           - c
--       - name: down
--         columns:
--           - column: c
--             descending: true
--           - d
--         attributes:
--           on_conflict: rollback
--       - name: first
--         columns:
--           - b
--           - c
--       - name: second
--         columns:
--           - c
--           - b
--       - name: "the a"
--         columns:
--           - a
--         attributes:
--           on_conflict: ignore
--   - name:
--       schema: main
--       name: of_a_column
--     kind: table
--     columns:
--       - name: code
--         type:
--           kind: text
--           length: 3
--         database_type: VARCHAR(3)
--         nullable: true
--       - name: twin
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: true
--     primary_key:
--       name: of_a_column_pk
--       columns:
--         - code
--     uniques:
--       - columns:
--           - twin
