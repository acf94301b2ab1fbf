-- The tables that tests/dumps.py fills, dumps and carries to the other engines, as PostgreSQL says them.

CREATE TABLE kinds (
  id integer PRIMARY KEY,
  title varchar(80) NOT NULL UNIQUE
);

CREATE TABLE things (
  id bigint PRIMARY KEY,
  kind integer NOT NULL REFERENCES kinds (id) ON DELETE CASCADE,
  small smallint,
  whole integer DEFAULT 7,
  large bigint,
  price numeric(12,3),
  ratio double precision,
  active boolean NOT NULL DEFAULT true,
  code char(4),
  word varchar(200),
  story text,
  born date,
  opens time,
  seen timestamp,
  bytes bytea,
  document jsonb,
  CONSTRAINT positive CHECK (price >= 0)
);

CREATE INDEX things_by_kind ON things (kind, born);
CREATE UNIQUE INDEX things_by_large ON things (large);
CREATE VIEW active_things AS SELECT id, word FROM things WHERE active;
