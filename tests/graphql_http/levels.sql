-- Five levels: twenty countries of twenty cities of twenty streets, each with a house and a room.
CREATE TABLE countries (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL);
CREATE TABLE cities (id INTEGER PRIMARY KEY, country_id INTEGER NOT NULL REFERENCES countries (id));
CREATE TABLE streets (id INTEGER PRIMARY KEY, city_id INTEGER NOT NULL REFERENCES cities (id));
CREATE TABLE houses (id INTEGER PRIMARY KEY, street_id INTEGER NOT NULL REFERENCES streets (id));
CREATE TABLE rooms (id INTEGER PRIMARY KEY, house_id INTEGER NOT NULL REFERENCES houses (id));
INSERT INTO countries WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) SELECT i, 'country' FROM n;
INSERT INTO cities SELECT a.id * 100 + b.id, a.id FROM countries a CROSS JOIN countries b;
INSERT INTO streets SELECT a.id * 100 + b.id, a.id FROM cities a CROSS JOIN countries b;
INSERT INTO houses SELECT id, id FROM streets;
INSERT INTO rooms SELECT id, id FROM houses;
