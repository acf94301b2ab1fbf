-- What follows a column's type, in any order.
CREATE TABLE parts (
  id integer PRIMARY KEY,
  early integer CHECK (early > 0) DEFAULT 3,
  word varchar(20) CHECK (word <> '') NOT NULL UNIQUE,
  flag integer NOT NULL CHECK (flag IN (0, 1)) DEFAULT 0
);
