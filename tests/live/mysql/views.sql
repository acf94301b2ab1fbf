-- Views: on tables and on another view, with a check option, with the invoker's rights, with an algorithm; columns that an outer join may make NULL; a function
-- of the schema; and a view whose table is gone.
CREATE TABLE people (id int PRIMARY KEY, name varchar(40) NOT NULL, boss int);
CREATE FUNCTION shout(word varchar(40)) RETURNS varchar(40) DETERMINISTIC NO SQL RETURN upper(word);
CREATE VIEW bosses AS SELECT p.id, p.name, b.name AS boss_name, now() AS seen, 'it''s' AS text FROM people p LEFT JOIN people b ON b.id = p.boss;
CREATE VIEW loud AS SELECT shout(name) AS name FROM bosses;
CREATE VIEW subordinates AS SELECT id, name, boss FROM people WHERE boss IS NOT NULL WITH LOCAL CHECK OPTION;
CREATE ALGORITHM=TEMPTABLE SQL SECURITY INVOKER VIEW names AS SELECT DISTINCT name FROM people;
CREATE TABLE short_lived (a int);
CREATE VIEW broken AS SELECT a FROM short_lived;
DROP TABLE short_lived;
