-- What ROLLBACK takes back is no part of the schema, nor is what is never committed.
BEGIN;
CREATE TABLE kept (id integer PRIMARY KEY, label text);
SAVEPOINT before_more;
CREATE TABLE undone (id integer);
ALTER TABLE kept ADD COLUMN undone integer;
ROLLBACK TO before_more;
CREATE TYPE colour AS ENUM ('red', 'green');
COMMIT;
BEGIN;
DROP TABLE kept;
SET search_path = pg_temp;
ROLLBACK;
CREATE TABLE after (id integer REFERENCES kept, shade colour DEFAULT 'red');
START TRANSACTION;
ALTER TABLE after RENAME COLUMN shade TO tone;
CREATE TABLE forgotten (id integer);
