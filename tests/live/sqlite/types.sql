-- A declared type is any words: well-known names first, SQLite's affinities after them, in their order.
-- tags: types, affinity

CREATE TABLE named (
  a BOOLEAN, b DATE, c DATETIME, d TIMESTAMP, e TIME, f DECIMAL(10, 2), g NUMERIC, h VARCHAR(30), i CHAR(2), j JSON, k UUID,
  l BLOB, m REAL, n TEXT, o INTEGER
);
CREATE TABLE integers (a INT, b TINYINT, c BIGINT, d INT(11), e UNSIGNED BIG INT, f INT UNSIGNED, g MEDIUMINT, h INT2);
CREATE TABLE by_affinity (
  a CHARINT, b NATIVE CHARACTER(70), c NVARCHAR(100), d CLOB, e TINYTEXT, f MEDIUMBLOB, g DOUBLE PRECISION, h FLOAT, i FLOATING POINT,
  j STRANGE, k "two  words", l [brackets (3)], m, n VARCHAR(-1), o DECIMAL(+8)
);
