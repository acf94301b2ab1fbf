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

-- expect
-- engine: postgres
-- schemas:
--   - name: public
-- composites:
--   - name:
--       schema: public
--       name: shape
--     fields:
--       - name: x
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: "y"
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--   - name:
--       schema: public
--       name: wrapped
--     fields:
--       - name: v
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
-- tables:
--   - name:
--       schema: public
--       name: facts
--     kind: table
--     columns:
--       - name: a
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: b
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--       - name: c
--         type:
--           kind: text
--         database_type: text
--         nullable: true
--     triggers:
--       - name: always
--         sql: "CREATE TRIGGER always AFTER INSERT ON public.facts FOR EACH STATEMENT EXECUTE FUNCTION public.watch()"
--   - name:
--       schema: public
--       name: shapes
--     kind: table
--     columns:
--       - name: x
--         type:
--           kind: int32
--         database_type: integer
--         nullable: false
--       - name: "y"
--         type:
--           kind: int32
--         database_type: integer
--         nullable: true
--     primary_key:
--       name: shapes_pkey
--       columns:
--         - x
-- routines:
--   - name:
--       schema: public
--       name: same
--     signature: "text, integer"
--     kind: function
--     arguments:
--       - name: a
--         type:
--           kind: text
--         database_type: text
--       - name: b
--         type:
--           kind: int32
--         database_type: integer
--     result:
--       kind: boolean
--     database_result: boolean
--     language: sql
--     definition: "CREATE OR REPLACE FUNCTION public.same(a text, b integer)\n RETURNS boolean\n LANGUAGE sql\nAS $function$SELECT a = b::text$function$"
--   - name:
--       schema: public
--       name: unwrap
--     signature: public.wrapped
--     kind: function
--     arguments:
--       - name: w
--         type:
--           kind: composite
--           name:
--             schema: public
--             name: wrapped
--         database_type: public.wrapped
--     result:
--       kind: int32
--     database_result: integer
--     language: sql
--     definition: "CREATE OR REPLACE FUNCTION public.unwrap(w public.wrapped)\n RETURNS integer\n LANGUAGE sql\nAS $function$SELECT w.v$function$"
--     depends_on:
--       - "\"public\".\"wrapped\""
--   - name:
--       schema: public
--       name: watch
--     kind: trigger_function
--     result:
--       kind: other
--     database_result: trigger
--     language: plpgsql
--     definition: "CREATE OR REPLACE FUNCTION public.watch()\n RETURNS trigger\n LANGUAGE plpgsql\nAS $function$ BEGIN RETURN new; END $function$"
-- unsupported:
--   - kind: cast
--     name:
--       name: "(public.wrapped AS integer)"
--     sql: "CREATE CAST (public.wrapped AS integer) WITH FUNCTION public.unwrap(public.wrapped) AS ASSIGNMENT"
--   - kind: collation
--     name:
--       schema: public
--       name: german
--     sql: "CREATE COLLATION public.german (PROVIDER = libc, LC_COLLATE = 'C', LC_CTYPE = 'C')"
--   - kind: operator
--     name:
--       schema: public
--       name: "=== (text, integer)"
--     sql: "CREATE OPERATOR public.=== (FUNCTION = public.same, LEFTARG = text, RIGHTARG = integer)"
--   - kind: "range type"
--     name:
--       schema: public
--       name: float_range
--     sql: "CREATE TYPE public.float_range AS RANGE (SUBTYPE = double precision, SUBTYPE_DIFF = float8mi, MULTIRANGE_TYPE_NAME = public.float_multirange)"
--   - kind: rule
--     name:
--       schema: public
--       name: nothing
--     detail: "on public.facts"
--     sql: "CREATE RULE nothing AS\n    ON UPDATE TO public.facts\n   WHERE (new.a = 1) DO INSTEAD NOTHING"
--   - kind: "statistics object"
--     name:
--       schema: public
--       name: a_and_b
--     detail: "on public.facts"
--     sql: "CREATE STATISTICS public.a_and_b (dependencies) ON a, b FROM public.facts"
--   - kind: "table of a type"
--     name:
--       schema: public
--       name: shapes
--     detail: "of type public.shape"
--     sql: "ALTER TABLE public.shapes OF public.shape"
--   - kind: "text search configuration"
--     name:
--       schema: public
--       name: plain
--     sql: "CREATE TEXT SEARCH CONFIGURATION public.plain (PARSER = pg_catalog.\"default\");\nALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR asciiword WITH public.plain_words, english_stem;\nALTER TEXT SEARCH CONFIGURATION public.plain ADD MAPPING FOR word WITH public.plain_words, english_stem"
--   - kind: "text search dictionary"
--     name:
--       schema: public
--       name: plain_words
--     sql: "CREATE TEXT SEARCH DICTIONARY public.plain_words (TEMPLATE = pg_catalog.simple, stopwords = 'english')"
--   - kind: "trigger that fires in another role"
--     name:
--       schema: public
--       name: always
--     detail: "on public.facts"
--     sql: "ALTER TABLE public.facts ENABLE ALWAYS TRIGGER always"
