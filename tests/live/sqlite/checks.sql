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
