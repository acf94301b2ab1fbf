-- The tables that tests/dumps.py fills, dumps and carries to the other engines, as SQLite says them.

CREATE TABLE kinds (
  id integer PRIMARY KEY,
  title varchar(80) NOT NULL UNIQUE
);

CREATE TABLE things (
  id bigint PRIMARY KEY NOT NULL,
  kind integer NOT NULL REFERENCES kinds (id) ON DELETE CASCADE,
  small smallint,
  whole integer DEFAULT 7,
  large bigint,
  price decimal(12,3),
  ratio double,
  active boolean NOT NULL DEFAULT TRUE,
  code char(4),
  word varchar(200),
  story text,
  born date,
  opens time,
  seen datetime,
  bytes blob,
  document json,
  CONSTRAINT positive CHECK (price >= 0)
);

CREATE INDEX things_by_kind ON things (kind, born);
CREATE UNIQUE INDEX things_by_large ON things (large);
CREATE VIEW active_things AS SELECT id, word FROM things WHERE active;
