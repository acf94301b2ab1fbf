-- CHECK constraints, exactly as written between their parentheses; what looks like one in strings, names and comments is none.
-- tags: checks

CREATE TABLE checks (
  amount NUMERIC CHECK (amount >= 0) CONSTRAINT "not huge" CHECK ( amount < 1e6 /* CHECK (a) */ ),
  state TEXT NOT NULL CHECK (state IN ('new', 'paid)', 'it''s CHECK (x)')),
  "check (no)" INT DEFAULT (1),
  low INT,
  high INT, -- CHECK (commented)
  CONSTRAINT in_order CHECK (low <= high
    AND low > -10),
  CHECK (((length(state))))
);

-- expect
-- engine: sqlite
-- schemas:
--   - name: main
-- tables:
--   - name:
--       schema: main
--       name: checks
--     kind: table
--     columns:
--       - name: amount
--         type:
--           kind: decimal
--         database_type: NUMERIC
--         nullable: true
--       - name: state
--         type:
--           kind: text
--         database_type: TEXT
--         nullable: false
--       - name: "check (no)"
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--         default:
--           sql: "1"
--           kind: literal
--           value: "1"
--       - name: low
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--       - name: high
--         type:
--           kind: int64
--         database_type: INT
--         nullable: true
--     checks:
--       - sql: "amount >= 0"
--       - sql: length(state)
--       - sql: "state IN ('new', 'paid)', 'it''s CHECK (x)')"
--       - name: in_order
--         sql: "low <= high\n    AND low > -10"
--       - name: "not huge"
--         sql: "amount < 1e6"
