-- Columns move, change and get numbers; keys and charsets change under rows that stay.
-- before
CREATE TABLE people (id int NOT NULL, name varchar(20) NOT NULL CHECK (name <> ''), age varchar(10), KEY by_name (name)) CHARACTER SET latin1;
CREATE TABLE pets (id int NOT NULL PRIMARY KEY, owner int NOT NULL, name varchar(20), KEY by_owner (owner));
INSERT INTO people VALUES (0, 'Zoe', '7'), (1, 'Ada', '36'), (2, 'Grace', '45');
INSERT INTO pets VALUES (1, 1, 'Rex');
-- after
CREATE TABLE people (age int, id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL CHECK (name <> 'x'), nick varchar(5) AS (left(name, 5)) STORED, UNIQUE KEY by_name (name)) CHARACTER SET utf8mb4 COMMENT = 'all of us';
CREATE TABLE pets (id int NOT NULL PRIMARY KEY, owner bigint NOT NULL COMMENT 'who feeds it', name varchar(20), KEY by_owner (owner), CONSTRAINT owned FOREIGN KEY (owner) REFERENCES people (id) ON DELETE CASCADE);
-- rows: SELECT people.id, people.name, age, nick, pets.name FROM people LEFT JOIN pets ON owner = people.id ORDER BY 1
0|Zoe|7|Zoe|null
1|Ada|36|Ada|Rex
2|Grace|45|Grace|null
