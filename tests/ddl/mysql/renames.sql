-- A new name of a column is heard wherever the column is spoken of.
CREATE TABLE people (
  id int PRIMARY KEY,
  name varchar(50) NOT NULL,
  born date,
  slug varchar(50) AS (lower(name)) STORED,
  parent int,
  KEY by_name (name),
  FOREIGN KEY (parent) REFERENCES people (id)
);
ALTER TABLE people RENAME COLUMN born TO birthday;
ALTER TABLE people CHANGE parent mother int;
ALTER TABLE people RENAME INDEX by_name TO named;
RENAME TABLE people TO humans;
