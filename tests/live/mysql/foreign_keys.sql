-- Foreign keys: every action, over two columns, to the table itself, two to one table, in a cycle.
SET FOREIGN_KEY_CHECKS = 0;
CREATE TABLE countries (id int PRIMARY KEY, capital int, CONSTRAINT capital FOREIGN KEY (capital) REFERENCES cities (id));
CREATE TABLE cities (
  id int PRIMARY KEY, country int NOT NULL, twin int, part_of int,
  UNIQUE KEY (country, id),
  CONSTRAINT country FOREIGN KEY (country) REFERENCES countries (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT twin FOREIGN KEY (twin) REFERENCES cities (id) ON DELETE SET NULL,
  CONSTRAINT part_of FOREIGN KEY (part_of) REFERENCES cities (id) ON DELETE NO ACTION ON UPDATE RESTRICT
);
CREATE TABLE streets (
  country int, city int, name varchar(40),
  PRIMARY KEY (country, city, name),
  CONSTRAINT city FOREIGN KEY (country, city) REFERENCES cities (country, id) ON UPDATE CASCADE ON DELETE RESTRICT
);
