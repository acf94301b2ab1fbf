-- A shop with 200,000 orders, and with ten faults: tests/advise.py.
CREATE TABLE customers (
  id integer PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  country text NOT NULL,
  active boolean NOT NULL,
  created_at timestamp NOT NULL
);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000)
INSERT INTO customers
SELECT n, 'User' || n || '@Example.org', 'Name ' || ((n * 7919) % 25000), substr('defrusjp', 1 + 2 * (n % 4), 2), n % 10 <> 0,
       datetime('2020-01-01', '+' || (n * 15) || ' minutes')
FROM numbers;
CREATE INDEX customers_created_at_idx ON customers (created_at);
CREATE INDEX customers_name_idx ON customers (name);
CREATE INDEX customers_name_two ON customers (name);               -- fault: the same as the one before

CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer NOT NULL REFERENCES customers,               -- fault: no index
  status text NOT NULL,
  reference text NOT NULL,                                         -- fault: no index
  total numeric NOT NULL,
  placed_at timestamp NOT NULL,                                    -- fault: no index, and sorted by
  note text
);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200000)
INSERT INTO orders
SELECT n, 1 + (n * 7919) % 50000, CASE n % 4 WHEN 0 THEN 'new' WHEN 1 THEN 'paid' WHEN 2 THEN 'sent' ELSE 'done' END, 'R' || n, n % 1000,
       datetime('2020-01-01', '+' || n || ' minutes'), 'note'
FROM numbers;

CREATE TABLE articles (
  id integer PRIMARY KEY,
  title text NOT NULL,
  body text NOT NULL,
  author_id integer NOT NULL REFERENCES customers
);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2000)
INSERT INTO articles SELECT n, 'Title ' || n, hex(randomblob(10000)), n FROM numbers;
CREATE INDEX articles_author_idx ON articles (author_id);

-- Small, and read from end to end: no fault.
CREATE TABLE settings (name text NOT NULL, value text NOT NULL);
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 200)
INSERT INTO settings SELECT 'name' || n, 'value' FROM numbers;
