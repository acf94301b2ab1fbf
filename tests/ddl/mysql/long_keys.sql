-- Unique keys over more than an index holds, options in the server's order, defaults from a sequence.
-- only: mariadb 10.5
CREATE SEQUENCE numbers;
CREATE TABLE notes (
  id int PRIMARY KEY DEFAULT nextval(numbers),
  short varchar(200) UNIQUE,
  long_one varchar(800),
  body text,
  raw blob,
  UNIQUE KEY by_long (long_one),
  UNIQUE KEY by_start (body(700)),
  UNIQUE KEY by_body (body),
  UNIQUE KEY by_raw (short, raw)
) KEY_BLOCK_SIZE=8 STATS_PERSISTENT=0 ROW_FORMAT=COMPRESSED AVG_ROW_LENGTH=100 MIN_ROWS=2;
CREATE UNIQUE INDEX again ON notes (body, short);
