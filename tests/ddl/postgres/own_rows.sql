-- Rows that refer to others of their table, by a key that is not named.
CREATE TABLE categories (id serial PRIMARY KEY, name varchar(50) NOT NULL, parent_id integer REFERENCES categories);
CREATE TABLE steps (job integer NOT NULL, place integer NOT NULL, after_job integer, after_place integer, PRIMARY KEY (job, place), FOREIGN KEY (after_job, after_place) REFERENCES steps ON DELETE CASCADE);
CREATE TABLE labels (category integer NOT NULL REFERENCES categories, word varchar(20) NOT NULL, PRIMARY KEY (category, word));
