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
