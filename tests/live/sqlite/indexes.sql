-- Indexes: order, collations, expressions, predicates.
-- tags: indexes

CREATE TABLE people (id INTEGER PRIMARY KEY, first TEXT, last TEXT COLLATE NOCASE, born DATE, data JSON);
CREATE INDEX by_name ON people (last, first DESC);
CREATE INDEX by_exact_name ON people (last COLLATE BINARY, "first" COLLATE RTRIM);
CREATE UNIQUE INDEX by_folded ON people (lower(first) || ' ' || lower(last) COLLATE NOCASE DESC, (born));
CREATE INDEX by_path ON people (json_extract(data, '$.a,b'), (id + 1) COLLATE NOCASE);
CREATE INDEX living ON people (born) WHERE born IS NOT NULL AND last <> 'WHERE';

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: people
--     kind: table
--     columns:
--       - name: id
--         type:
--           kind: int64
--         database_type: INTEGER
--         nullable: false
--         identity:
--           kind: rowid
--       - name: first
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--       - name: last
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: true
--         collation: NOCASE
--       - name: born
--         type:
--           kind: date
--         database_type: DATE
--         nullable: true
--       - name: data
--         type:
--           kind: json
--         database_type: JSON
--         nullable: true
--     primary_key:
--       columns:
--         - id
--     indexes:
--       - name: by_exact_name
--         parts:
--           - column: last
--             collation: BINARY
--           - column: first
--             collation: RTRIM
--       - name: by_folded
--         parts:
--           - expression: "lower(first) || ' ' || lower(last) COLLATE NOCASE"
--             descending: true
--           - born
--         unique: true
--       - name: by_name
--         parts:
--           - last
--           - column: first
--             descending: true
--       - name: by_path
--         parts:
--           - expression: "json_extract(data, '$.a,b')"
--           - expression: "id + 1"
--             collation: NOCASE
--       - name: living
--         parts:
--           - born
--         predicate: "born IS NOT NULL AND last <> 'WHERE'"
