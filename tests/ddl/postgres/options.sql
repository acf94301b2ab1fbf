-- Options of tables and columns that are changed later, and types of ranges.
CREATE TYPE prices AS RANGE (subtype = numeric);
CREATE TYPE spans AS RANGE (subtype = float8, multirange_type_name = many_spans);
CREATE COLLATION sorted (provider = libc, locale = 'C');
CREATE TABLE things (
  id integer PRIMARY KEY,
  note text COLLATE sorted,
  price prices,
  prices_seen prices[],
  span many_spans,
  code varchar(10) DEFAULT 007
) WITH (fillfactor = 70);
ALTER TABLE things SET (fillfactor = 80, autovacuum_enabled = false);
ALTER TABLE things ALTER COLUMN note SET STORAGE EXTERNAL;
ALTER TABLE things ALTER COLUMN note SET (n_distinct = -0.5);
ALTER TABLE things REPLICA IDENTITY FULL;
CREATE INDEX by_note ON things (note COLLATE sorted);
CREATE FUNCTION first_price(p prices, all_of_them prices[]) RETURNS numeric LANGUAGE sql STRICT IMMUTABLE PARALLEL SAFE
  AS 'SELECT lower(p)';
CREATE TABLE first_parent (d integer DEFAULT 4);
CREATE TABLE child (d integer DEFAULT NULL) INHERITS (first_parent);
CREATE POLICY gone ON things USING (true);
DROP POLICY gone ON things;
