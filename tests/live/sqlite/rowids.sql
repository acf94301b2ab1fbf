-- Which primary keys are the rowid: one column of the exact type INTEGER, unless DESC stands behind it in the column itself.
-- tags: rowid, autoincrement, primary key

CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT);
CREATE TABLE of_the_table (id INTEGER, body TEXT, CONSTRAINT of_the_table_pk PRIMARY KEY (id DESC));
CREATE TABLE counted_in_the_key (id INTEGER, body TEXT, PRIMARY KEY (id AUTOINCREMENT));
CREATE TABLE quoted_type (id "INTEGER" NOT NULL PRIMARY KEY ON CONFLICT REPLACE);

CREATE TABLE not_descending (id INTEGER PRIMARY KEY DESC, body TEXT);
CREATE TABLE not_int (id INT PRIMARY KEY, body TEXT);
CREATE TABLE not_alone (a INTEGER, b INTEGER, PRIMARY KEY (b, a));
CREATE TABLE no_key (a INTEGER, b INTEGER);
