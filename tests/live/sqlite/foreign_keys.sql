-- Foreign keys: without columns, of several columns, deferred, with actions, to the own table, and names in another case than the parent's.
-- tags: foreign keys

CREATE TABLE Parents (Id INTEGER PRIMARY KEY, code TEXT UNIQUE);
CREATE TABLE pairs (x INT, y INT, PRIMARY KEY (y, x));
CREATE TABLE children (
  id INTEGER PRIMARY KEY,
  parent REFERENCES parents,
  by_code TEXT CONSTRAINT by_code REFERENCES "parents" (CODE) ON UPDATE CASCADE ON DELETE SET NULL,
  elder INTEGER REFERENCES children (id) DEFERRABLE INITIALLY DEFERRED,
  x INT,
  y INT,
  FOREIGN KEY (y, x) REFERENCES pairs ON DELETE RESTRICT ON UPDATE SET DEFAULT,
  CONSTRAINT "named pair" FOREIGN KEY (x, y) REFERENCES pairs (x, y) MATCH FULL DEFERRABLE,
  FOREIGN KEY (id) REFERENCES Parents (Id) NOT DEFERRABLE INITIALLY DEFERRED
);
