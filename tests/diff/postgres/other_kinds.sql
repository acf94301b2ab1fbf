-- A name becomes that of another kind of thing, and a check of a domain stands on a part of a type that goes.
-- before
CREATE DOMAIN tags AS text[];
CREATE TYPE point_of AS (x integer, y integer, z integer);
CREATE DOMAIN place AS point_of CHECK ((value).z > 0);
CREATE DOMAIN gone AS point_of CONSTRAINT flat CHECK ((value).z = 1);
CREATE TYPE level AS ENUM ('low', 'high');
CREATE TABLE notes (id integer PRIMARY KEY, tags tags, at point_of, level level, place place, gone gone);
CREATE TABLE shape (id integer PRIMARY KEY);
CREATE TYPE pair AS (a integer, b integer);
INSERT INTO notes VALUES (1, '{a,b}', '(1,2,3)', 'low', '(1,2,3)', '(1,2,1)');
-- after
CREATE TABLE tags (id integer PRIMARY KEY, name text NOT NULL);
CREATE TYPE point_of AS (x integer, y integer);
CREATE DOMAIN place AS point_of CHECK ((value).y > 0);
CREATE DOMAIN level AS text CHECK (value IN ('low', 'high', 'steep'));
CREATE TABLE notes (id integer PRIMARY KEY, tags text[], at point_of, level level, place place);
CREATE TYPE shape AS ENUM ('round', 'square');
CREATE VIEW pair AS SELECT id, id + 1 AS next FROM notes;
-- rows: SELECT n.id, n.tags, n.at, n.level, n.place, pair.next, (SELECT count(*) FROM tags), 'round'::shape FROM notes n JOIN pair USING (id)
1|{a,b}|(1,2)|low|(1,2)|2|0|round
