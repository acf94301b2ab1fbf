-- A table that has to be made anew keeps its rows, its numbers, and what points at it.
-- before
CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, age TEXT, gone TEXT);
CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE, name TEXT);
CREATE INDEX people_by_name ON people (name);
CREATE VIEW names AS SELECT name FROM people;
CREATE TRIGGER tidy AFTER INSERT ON people BEGIN UPDATE people SET name = trim(name) WHERE id = new.id; END;
INSERT INTO people (name, age, gone) VALUES ('Ada', '36', 'x'), ('Grace', '45', 'y'), ('last', '1', 'z');
DELETE FROM people WHERE name = 'last';
INSERT INTO pets VALUES (1, 1, 'Rex');
-- after
CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, age INTEGER, name TEXT NOT NULL CHECK (length(name) > 0), boss INTEGER REFERENCES people (id));
CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people (id) ON DELETE SET NULL, name TEXT, born TEXT DEFAULT 'never');
CREATE INDEX people_by_name ON people (name);
CREATE VIEW names AS SELECT name FROM people;
CREATE TRIGGER tidy AFTER INSERT ON people BEGIN UPDATE people SET name = trim(name) WHERE id = new.id; END;
-- rows: SELECT people.id, people.name, typeof(people.age), pets.name, pets.born, (SELECT seq FROM sqlite_sequence WHERE name = 'people') FROM people LEFT JOIN pets ON owner = people.id ORDER BY 1
1|Ada|integer|Rex|never|3
2|Grace|integer|null|null|3
