-- What the IR has no place for is kept in the server's words, with the statement that makes it where that is simple.
-- tags: unsupported, operator, text search, statistics

CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE COLLATION german (provider = libc, locale = 'C');
CREATE FUNCTION same(a text, b integer) RETURNS boolean LANGUAGE sql AS 'SELECT a = b::text';
CREATE OPERATOR === (FUNCTION = same, LEFTARG = text, RIGHTARG = integer);
CREATE TYPE wrapped AS (v integer);
CREATE FUNCTION unwrap(w wrapped) RETURNS integer LANGUAGE sql AS 'SELECT w.v';
CREATE CAST (wrapped AS integer) WITH FUNCTION unwrap(wrapped) AS ASSIGNMENT;
CREATE TEXT SEARCH DICTIONARY plain_words (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION plain (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION plain ADD MAPPING FOR word, asciiword WITH plain_words, english_stem;
CREATE TABLE facts (a integer, b integer, c text);
CREATE STATISTICS a_and_b (dependencies) ON a, b FROM facts;
CREATE RULE nothing AS ON UPDATE TO facts WHERE new.a = 1 DO INSTEAD NOTHING;
CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN new; END $$;
CREATE TRIGGER always AFTER INSERT ON facts EXECUTE FUNCTION watch();
ALTER TABLE facts ENABLE ALWAYS TRIGGER always;
CREATE TYPE shape AS (x integer, y integer);
CREATE TABLE shapes OF shape (PRIMARY KEY (x));
