-- Types change under rows, views, keys, checks and defaults that stand on them; an enum loses a label that no row has.
-- before
CREATE TYPE mood AS ENUM ('calm', 'glad', 'wild');
CREATE TABLE people (id integer PRIMARY KEY, name varchar(20), age text, feels mood NOT NULL DEFAULT 'calm', CHECK (feels <> 'wild'));
CREATE TABLE pets (id serial PRIMARY KEY, owner integer NOT NULL REFERENCES people, name text);
CREATE VIEW moods AS SELECT name, feels FROM people;
CREATE VIEW calm AS SELECT name FROM moods WHERE feels = 'calm';
COMMENT ON COLUMN calm.name IS 'quiet';
CREATE FUNCTION mood_of(who text) RETURNS mood LANGUAGE sql AS 'SELECT feels FROM public.people WHERE name = who';
INSERT INTO people VALUES (1, 'Ada', '36', 'glad'), (2, 'Grace', '45', DEFAULT);
INSERT INTO pets (owner, name) VALUES (1, 'Rex');
-- after
CREATE TYPE mood AS ENUM ('glad', 'calm', 'sad');
CREATE TABLE people (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, age integer, feels mood NOT NULL DEFAULT 'calm', CHECK (feels <> 'sad'));
CREATE TABLE pets (id serial PRIMARY KEY, owner bigint NOT NULL REFERENCES people ON DELETE CASCADE, name text);
CREATE VIEW moods AS SELECT name, feels FROM people;
CREATE VIEW calm AS SELECT name FROM moods WHERE feels = 'calm';
COMMENT ON COLUMN calm.name IS 'quiet';
CREATE FUNCTION mood_of(who text) RETURNS mood LANGUAGE sql AS 'SELECT feels FROM public.people WHERE name = who';
-- rows: SELECT p.id, p.name, age, feels, mood_of(p.name), pets.name, nextval(pg_get_serial_sequence('people', 'id')) > 2 FROM people p LEFT JOIN pets ON owner = p.id ORDER BY 1
1|Ada|36|glad|glad|Rex|t
2|Grace|45|calm|calm|null|t
