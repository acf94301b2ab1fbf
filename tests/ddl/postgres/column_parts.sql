-- What follows a column's type, in any order.
CREATE TABLE parts (
  id integer PRIMARY KEY,
  early integer CHECK (early > 0) DEFAULT 3,
  word varchar(20) CHECK (word <> '') NOT NULL UNIQUE,
  made integer NOT NULL GENERATED ALWAYS AS (id + 1) STORED CHECK (made > 1)
);
