-- Values with parts, types of the schema in one another, and conditions over several columns.

CREATE TYPE place AS (latitude double precision, longitude double precision, "zip code" varchar(10), "constructor" text);
CREATE TYPE colour AS ENUM ('red', 'dark green');
CREATE DOMAIN valid_place AS place CHECK ((VALUE).latitude BETWEEN -90 AND 90);
CREATE DOMAIN places AS place[];
CREATE DOMAIN warm_colour AS colour CHECK (VALUE <> 'dark green');
CREATE DOMAIN counted AS int DEFAULT 7;
CREATE DOMAIN counted_again AS counted NOT NULL;
CREATE DOMAIN short_name AS text CHECK (length(VALUE) BETWEEN 1 AND 12) NOT NULL;
CREATE DOMAIN shorter_name AS short_name CHECK (length(VALUE) < 8);
CREATE TYPE person AS (name short_name, home place, colours colour[], born date, tags text[]);
CREATE TYPE nothing AS ();
CREATE TYPE price_range AS RANGE (subtype = numeric);
CREATE TABLE composites (id int PRIMARY KEY, home place NOT NULL, valid valid_place NOT NULL, many place[], in_domain places, owner person, owners person[], none nothing, named shorter_name, colour warm_colour NOT NULL, colours warm_colour[], counted counted_again);
CREATE TABLE ranges (
  id int PRIMARY KEY, ints int4range NOT NULL, bigs int8range, prices price_range NOT NULL, days daterange NOT NULL, plain tsrange, zoned tstzrange NOT NULL,
  numbers numrange, several int4multirange NOT NULL, moments tstzmultirange, list int4range[], priced price_multirange, CHECK (NOT isempty(ints))
);
CREATE TABLE shapes (id int PRIMARY KEY, a point NOT NULL, b line NOT NULL, c lseg NOT NULL, d box NOT NULL, e path NOT NULL, f polygon NOT NULL, g circle NOT NULL, list point[]);
CREATE TABLE others (
  id int PRIMARY KEY, words tsvector NOT NULL, query tsquery NOT NULL, flags bit(5) NOT NULL, more bit varying(9) NOT NULL, amount money NOT NULL, markup xml NOT NULL,
  net cidr NOT NULL, address inet NOT NULL, mac macaddr NOT NULL, mac8 macaddr8 NOT NULL, clock timetz NOT NULL, span interval NOT NULL, relation regclass NOT NULL,
  number oid NOT NULL, letter "char" NOT NULL, name name NOT NULL, path jsonpath NOT NULL, lsn pg_lsn NOT NULL, matrix int[][] NOT NULL, docs jsonb[] NOT NULL, deep text[][][]
);
CREATE TABLE checked (
  id int PRIMARY KEY, low int NOT NULL, high int NOT NULL, kind text NOT NULL, day date, until date, total numeric(8, 2), part int,
  CHECK (low < high), CHECK (high - low <= 100), CHECK (kind IN ('a', 'b') OR total IS NOT NULL), CHECK (day < until), CHECK (part = 0 OR total / part > 1),
  CONSTRAINT "hostile */ ${name}" CHECK (kind <> E'*/ `${process.exit(1)}` </script> \\ ''"')
);
CREATE TABLE generated (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, sum int NOT NULL GENERATED ALWAYS AS (a + b) STORED, name text GENERATED ALWAYS AS (lower('A' || a)) STORED, CHECK (sum < 100));
CREATE TABLE lists (id int PRIMARY KEY, docs jsonb[], pieces bytea[], bigs bigint[], exact numeric(30, 10)[], home place, homes place[]);
CREATE TABLE payments (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid')), placed timestamptz NOT NULL DEFAULT now(), paid timestamptz,
  CHECK ((state = 'paid') = (paid IS NOT NULL)), CHECK (paid >= placed)
);
CREATE VIEW usual AS SELECT mode() WITHIN GROUP (ORDER BY low) AS low, 1 AS one FROM checked GROUP BY kind;
CREATE FUNCTION doubled(n int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * n';
CREATE VIEW by_function AS SELECT id, doubled(low) AS twice FROM checked;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE shifts (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, rota int NOT NULL, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL, EXCLUDE USING gist (rota WITH =, tstzrange(starts_at, ends_at) WITH &&));
CREATE TABLE rota_of (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, shift int REFERENCES shifts, payment int REFERENCES payments, CHECK (shift IS NOT NULL));
