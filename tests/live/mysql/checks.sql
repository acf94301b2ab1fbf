-- Checks of columns and of tables, with and without a name; texts with quotes and backslashes.
CREATE TABLE products (
  price decimal(8,2) NOT NULL CHECK (price > 0),
  code varchar(20) NOT NULL,
  low int, high int,
  CONSTRAINT span CHECK (low <= high),
  CHECK (code <> 'it''s \\ `products`.`code`')
);
