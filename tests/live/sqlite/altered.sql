-- Tables that were changed after they were made: SQLite rewrites their text, and so do we read it.
-- tags: alter table
-- only: sqlite 3.35

CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, gone INT, CHECK (length(name) > 0));
CREATE TABLE lines (id INTEGER PRIMARY KEY, item INT REFERENCES items (id));
ALTER TABLE items ADD COLUMN price NUMERIC NOT NULL DEFAULT 0 CONSTRAINT price_ok CHECK (price >= 0);
ALTER TABLE items ADD COLUMN twin INT REFERENCES items ON DELETE SET NULL;
ALTER TABLE items ADD COLUMN doubled AS (price * 2);
ALTER TABLE items DROP COLUMN gone;
ALTER TABLE items RENAME COLUMN name TO "full name";
ALTER TABLE items RENAME TO "all items";
CREATE TABLE copied AS SELECT id, "full name", price FROM "all items";
