-- A new name of a column is heard wherever the column is spoken of.
CREATE TABLE people (
  id integer PRIMARY KEY,
  name text NOT NULL CHECK (length(name) > 0),
  "Born" date,
  died date,
  slug text GENERATED ALWAYS AS (lower(name)) STORED,
  CONSTRAINT in_order CHECK ("Born" < died AND name <> 'name')
);
CREATE INDEX by_lower_name ON people (lower(name)) WHERE name <> '';
CREATE INDEX by_birth ON people ("Born" DESC) INCLUDE (name);
CREATE TABLE children (parent integer REFERENCES people (id), name text);
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON people USING (name = CURRENT_USER) WITH CHECK (name <> '');
ALTER TABLE people RENAME COLUMN name TO "full name";
ALTER TABLE people RENAME "Born" TO born;
ALTER TABLE people RENAME COLUMN id TO person_id;
ALTER TABLE people RENAME TO humans;
ALTER INDEX by_birth RENAME TO by_age;
ALTER TABLE humans RENAME CONSTRAINT in_order TO one_after_the_other;
