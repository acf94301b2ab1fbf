-- Conditions within conditions: what the server would take apart when it reads its own text again.
-- tags: checks, indexes, views

CREATE TABLE slots (
  a INTEGER,
  b BOOLEAN,
  c BOOLEAN,
  CONSTRAINT between_first CHECK (a BETWEEN 1 AND 5 AND b),
  CONSTRAINT between_last CHECK (b AND a BETWEEN 1 AND 5),
  CONSTRAINT not_between CHECK (a NOT BETWEEN 1 AND 5 OR b OR c),
  CONSTRAINT twice CHECK (a BETWEEN 1 AND 5 AND a BETWEEN 2 AND 4 AND c),
  CONSTRAINT within CHECK (NOT (a BETWEEN 1 AND 5 AND b) OR (a BETWEEN 6 AND 9 AND c)),
  CONSTRAINT either_way CHECK (a BETWEEN SYMMETRIC 5 AND 1 AND b),
  CONSTRAINT strings CHECK (a BETWEEN 1 AND 5 AND 'x AND (y' <> '((z) AND' OR b)
);
CREATE INDEX some_slots ON slots (a) WHERE a BETWEEN 1 AND 5 AND b;
CREATE INDEX shown_slots ON slots ((a BETWEEN 1 AND 5 AND b));
CREATE VIEW open_slots AS
  SELECT a, (a BETWEEN 1 AND 5 AND b) AS near FROM slots WHERE a BETWEEN 1 AND 9 AND NOT c;
CREATE POLICY near ON slots USING (a BETWEEN 1 AND 5 AND b);

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- tables:
--   - name:
--       schema: public
--       name: open_slots
--     kind: view
--     columns:
--       - name: a
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--         base:
--           table:
--             schema: public
--             name: slots
--           column: a
--       - name: near
--         type:
--           kind: boolean
--         database_type: boolean
--         nullable: true
--     definition: "SELECT slots.a,\n    (((slots.a >= 1) AND (slots.a <= 5)) AND slots.b) AS near\n   FROM public.slots\n  WHERE (((slots.a >= 1) AND (slots.a <= 9)) AND (NOT slots.c))"
--     depends_on:
--       - "\"public\".\"slots\""
--   - name:
--       schema: public
--       name: slots
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: b
--         type:
--           kind: boolean
--         database_type: boolean
--         nullable: true
--       - name: c
--         type:
--           kind: boolean
--         database_type: boolean
--         nullable: true
--     checks:
--       - name: between_first
--         sql: "(((a >= 1) AND (a <= 5)) AND b)"
--       - name: between_last
--         sql: "(b AND ((a >= 1) AND (a <= 5)))"
--       - name: either_way
--         sql: "((((a >= 5) AND (a <= 1)) OR ((a >= 1) AND (a <= 5))) AND b)"
--       - name: not_between
--         sql: "(((a < 1) OR (a > 5)) OR b OR c)"
--       - name: strings
--         sql: "((((a >= 1) AND (a <= 5)) AND ('x AND (y'::text <> '((z) AND'::text)) OR b)"
--       - name: twice
--         sql: "(((a >= 1) AND (a <= 5)) AND ((a >= 2) AND (a <= 4)) AND c)"
--       - name: within
--         sql: "((NOT (((a >= 1) AND (a <= 5)) AND b)) OR (((a >= 6) AND (a <= 9)) AND c))"
--     indexes:
--       - name: shown_slots
--         parts:
--           - expression: "((((a >= 1) AND (a <= 5)) AND b))"
--       - name: some_slots
--         parts:
--           - a
--         predicate: "(((a >= 1) AND (a <= 5)) AND b)"
--     policies:
--       - name: near
--         command: all
--         roles:
--           - public
--         using: "(((a >= 1) AND (a <= 5)) AND b)"
