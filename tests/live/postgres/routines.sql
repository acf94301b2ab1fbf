-- Functions, procedures, aggregates, window and trigger functions; overloads; arguments of every mode.
-- tags: function, procedure, aggregate, trigger

CREATE TYPE pair AS (a integer, b integer);
CREATE TABLE items (id integer PRIMARY KEY, name text, stamp timestamptz);

CREATE FUNCTION area(side integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS 'SELECT side * side';
CREATE FUNCTION area(width integer, height integer DEFAULT 1, label text DEFAULT 'a, ''b''') RETURNS integer
  LANGUAGE sql STABLE AS 'SELECT width * height';
COMMENT ON FUNCTION area(integer) IS 'of a square';
CREATE FUNCTION item_names(OUT id integer, INOUT prefix text, VARIADIC rest text[] DEFAULT '{}') RETURNS SETOF record
  LANGUAGE sql AS 'SELECT id, name FROM items';
CREATE FUNCTION item_table(lowest integer) RETURNS TABLE (id integer, "the name" text)
  LANGUAGE sql AS 'SELECT id, name FROM items WHERE id >= lowest';
CREATE FUNCTION all_items() RETURNS SETOF items LANGUAGE sql AS 'SELECT * FROM items';
CREATE FUNCTION first_of(p pair, q pair[]) RETURNS integer LANGUAGE sql AS 'SELECT p.a';
CREATE PROCEDURE tidy(INOUT n integer, keep boolean DEFAULT true) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;

CREATE FUNCTION add_pair(state integer, a integer, b integer) RETURNS integer LANGUAGE sql AS 'SELECT state + a * b';
CREATE AGGREGATE dot(integer, integer) (SFUNC = add_pair, STYPE = integer, INITCOND = '0', PARALLEL = SAFE);
CREATE AGGREGATE count_all(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');

CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN new.stamp := now(); RETURN new; END $$;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE OF name ON items FOR EACH ROW WHEN (new.id > 0) EXECUTE FUNCTION stamp();
CREATE TRIGGER off AFTER DELETE ON items EXECUTE FUNCTION stamp();
ALTER TABLE items DISABLE TRIGGER off;
COMMENT ON TRIGGER stamp ON items IS 'when was that?';

CREATE FUNCTION is_short(name text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(name) < 9';
CREATE FUNCTION dotted(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT a * b';
CREATE DOMAIN short_name AS text CHECK (is_short(VALUE));
CREATE TABLE named (
  name text CHECK (is_short(name)),
  length integer DEFAULT area(3, 1),
  square integer GENERATED ALWAYS AS (dotted(1, 2)) STORED
);
CREATE INDEX ON named (is_short(name));
