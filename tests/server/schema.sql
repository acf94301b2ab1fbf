-- A shop that all engines take as it is, with names that are words of JavaScript.
CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  email VARCHAR(100) NOT NULL UNIQUE,
  password_hash VARCHAR(100)
);
CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  status VARCHAR(20) NOT NULL DEFAULT 'open',
  total INTEGER NOT NULL,
  CONSTRAINT orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id),
  CONSTRAINT orders_total CHECK (total >= 0)
);
CREATE TABLE constructor (
  id INTEGER PRIMARY KEY,
  prototype VARCHAR(20)
);
INSERT INTO customers VALUES (1, 'ann@example.com', 'a'), (2, 'bob@example.com', 'b');
INSERT INTO orders VALUES (1, 1, 'open', 10), (2, 1, 'paid', 20), (3, 2, 'open', 30);
