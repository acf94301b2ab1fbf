-- Defaults: literals of every kind, NULL and the word 'NULL', escapes, the clock, expressions, a sequence's next value.
CREATE SEQUENCE ticket START 100;
CREATE TABLE defaults (
  nothing int,
  null_said int DEFAULT NULL,
  null_word varchar(10) DEFAULT 'NULL',
  empty varchar(10) NOT NULL DEFAULT '',
  zero int NOT NULL DEFAULT 0,
  negative int DEFAULT -5,
  money decimal(6,2) DEFAULT 0.00,
  tricky varchar(40) DEFAULT 'it''s \\ "a"\nline',
  day date DEFAULT '2020-01-31',
  moment datetime DEFAULT now(),
  expression int DEFAULT (1 + 2),
  concatenated varchar(40) DEFAULT concat('a','b'),
  long_text text DEFAULT 'hello',
  number int DEFAULT nextval(ticket),
  bits bit(3) DEFAULT b'011'
);
