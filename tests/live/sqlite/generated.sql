-- Generated columns, stored and virtual, long form and short.
-- tags: generated

CREATE TABLE boxes (
  width REAL,
  height REAL,
  area REAL GENERATED ALWAYS AS (width * height) STORED,
  label TEXT AS ('(' || width || ' x ' || height || ')') NOT NULL COLLATE NOCASE,
  ratio AS (width / nullif(height, 0)) VIRTUAL CHECK (ratio > 0)
);
CREATE INDEX boxes_area ON boxes (area);

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: boxes
--     kind: table
--     columns:
--       - name: width
--         type:
--           kind: float64
--         database_type: REAL
--         nullable: true
--       - name: height
--         type:
--           kind: float64
--         database_type: REAL
--         nullable: true
--       - name: area
--         type:
--           kind: float64
--         database_type: REAL
--         nullable: true
--         generated:
--           sql: "width * height"
--           stored: true
--       - name: label
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: false
--         generated:
--           sql: "'(' || width || ' x ' || height || ')'"
--           stored: false
--         collation: NOCASE
--       - name: ratio
--         type:
--           kind: any
--         database_type: ""
--         nullable: true
--         generated:
--           sql: "width / nullif(height, 0)"
--           stored: false
--     checks:
--       - sql: "ratio > 0"
--     indexes:
--       - name: boxes_area
--         parts:
--           - area
