-- What ROLLBACK takes back is no part of the schema.
BEGIN;
CREATE TABLE kept (id INTEGER PRIMARY KEY, name TEXT CHECK (length(name) > 0), other TEXT DEFAULT 'name');
CREATE INDEX by_name ON kept (lower("name"), name) WHERE name IS NOT NULL;
COMMIT;
BEGIN IMMEDIATE;
DROP TABLE kept;
CREATE TABLE gone (a);
ROLLBACK;
ALTER TABLE kept RENAME COLUMN name TO label;
